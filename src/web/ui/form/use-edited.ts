import { useState } from 'react'

/**
 * The version of a record that a form edits: the one it was opened with, not the newest one that the cache may hold.
 * `reload` reads the record again, as `Form` asks for after a conflict; `take` goes on from a record that was answered.
 */
export function useEdited<T extends { version: number }, F>(
  opened: T,
  refetch: () => Promise<T | undefined>,
  fieldsOf: (record: T) => F,
) {
  const [version, setVersion] = useState(opened.version)
  const take = (record: T) => {
    setVersion(record.version)
    return fieldsOf(record)
  }
  const reload = async () => {
    const current = await refetch()
    return current && take(current)
  }
  return { version, take, reload }
}
