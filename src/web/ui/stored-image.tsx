import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { fetchBlob } from '../app/api/blob.ts'
import { cx } from './class-names.ts'
import { Icon } from './icon.tsx'
import { Skeleton } from './skeleton.tsx'

interface StoredImageProps {
  fileId: string
  /** The small picture, for lists and headers. */
  thumbnail?: boolean
  alt: string
  className?: string
}

/** A picture of the API's files; in its place a skeleton while it comes, and an icon when it does not. */
export function StoredImage({ fileId, thumbnail, alt, className }: StoredImageProps) {
  const path = `/files/${fileId}${thumbnail ? '/thumbnail' : ''}`
  const { data: blob, isError } = useQuery({
    queryKey: ['blob', path],
    queryFn: ({ signal }) => fetchBlob(path, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!blob) return
    const made = URL.createObjectURL(blob)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])

  if (isError) {
    return (
      <span role="img" aria-label={alt} className={cx('grid place-items-center bg-default text-muted', className)}>
        <Icon name="camera" />
      </span>
    )
  }
  return url ? <img src={url} alt={alt} className={className} /> : <Skeleton className={className} />
}
