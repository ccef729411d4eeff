import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../app/api/blob.ts'
import { asProblem } from '../app/api/problem.ts'
import { wordsOfProblem } from './problem-words.ts'
import { toast } from './toast.ts'

/** Saves files of the API; a refusal is said in words, and a button can show that it is under way. */
export function useDownload() {
  const { t } = useTranslation()
  const [pending, setPending] = useState(false)
  const download = async (path: string, name: string) => {
    setPending(true)
    try {
      await saveFile(path, name)
    } catch (error) {
      toast(wordsOfProblem(t, asProblem(error)).what, { tone: 'danger' })
    }
    setPending(false)
  }
  return { download, pending }
}
