import { basename, extname } from 'node:path'
import { type FileKind, fileLimits } from '../../../contract/files.ts'
import { Problem } from '../../platform/problem.ts'

/** A file as it will be kept: checked, and for images encoded anew. */
export interface Intake {
  bytes: Buffer
  mediaType: string
  name: string
  width: number | null
  height: number | null
  thumbnail: Buffer | null
}

const images: Record<string, string> = { 'image/jpeg': 'jpg', 'image/png': 'webp', 'image/webp': 'webp' }

/** Accepted besides images: none of them is run or interpreted by a browser that downloads it. */
const documents = new Set([
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
])
const accepted = { photo: 'JPEG, PNG, WebP', document: 'PDF, DOCX, XLSX, ODT, ODS, TXT, CSV, JPEG, PNG, WebP' } as const

/** Pixels of the longer side kept, and of the thumbnail's. */
const longestSide = 2560
const thumbnailSide = 400
/** A picture that unpacks to more pixels than any camera takes is an attack on memory. */
const mostPixels = 120_000_000

const purposeOf = (kind: FileKind) => (kind === 'DOCUMENT' ? 'document' : 'photo')

/** The most bytes a file of this kind may have. */
export function sizeLimit(kind: FileKind): { bytes: number; megabytes: number } {
  const megabytes = fileLimits[purposeOf(kind)]
  return { bytes: megabytes * 1024 * 1024, megabytes }
}

/** The name people gave, without path, control signs and a false extension. */
function safeName(given: string, extension: string | null): string {
  const plain = basename(given.replaceAll('\\', '/'))
    .replace(/[\p{Cc}"]/gu, '')
    .trim()
  const stem = plain.slice(0, plain.length - extname(plain).length).slice(0, 150) || 'file'
  return `${stem}${extension ? `.${extension}` : extname(plain).slice(0, 12)}`
}

/** Plain text has no signature: it is what is valid UTF-8 without control signs and says so by its name. */
function isPlainText(bytes: Buffer, name: string): boolean {
  if (!/\.(txt|csv)$/i.test(name) || bytes.length === 0) return false
  try {
    return !/(?![\t\n\r\f])\p{Cc}/u.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return false
  }
}

async function encodeImage(bytes: Buffer, mediaType: string, name: string): Promise<Intake> {
  const { default: sharp } = await import('sharp')
  try {
    // Turned as the camera was held, then written without EXIF: where a photo was taken is nobody's business.
    const upright = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' }).autoOrient()
    const fitted = upright.resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
    const isJpeg = mediaType === 'image/jpeg'
    const encoded = isJpeg ? fitted.jpeg({ quality: 84, mozjpeg: true }) : fitted.webp({ quality: 84 })
    const { data, info } = await encoded.toBuffer({ resolveWithObject: true })
    const thumbnail = await sharp(data)
      .resize(thumbnailSide, thumbnailSide, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 75 })
      .toBuffer()
    return {
      bytes: data,
      mediaType: isJpeg ? 'image/jpeg' : 'image/webp',
      name: safeName(name, images[mediaType]!),
      width: info.width,
      height: info.height,
      thumbnail,
    }
  } catch {
    throw new Problem('file.unreadable')
  }
}

/**
 * Judges an upload by its content, never by what it claims to be. Images are encoded anew, at most 2,560 pixels wide or
 * high, without metadata. Takes CPU time: never call it inside a transaction.
 */
export async function takeIn(kind: FileKind, bytes: Buffer, name: string): Promise<Intake> {
  const { bytes: most, megabytes } = sizeLimit(kind)
  if (bytes.length > most) throw new Problem('file.tooLarge', { megabytes })
  const { fileTypeFromBuffer } = await import('file-type')
  const sniffed = await fileTypeFromBuffer(bytes)
  if (sniffed && images[sniffed.mime]) return encodeImage(bytes, sniffed.mime, name)
  const kept = { bytes, width: null, height: null, thumbnail: null }
  if (kind === 'DOCUMENT') {
    if (sniffed && documents.has(sniffed.mime)) {
      return { ...kept, mediaType: sniffed.mime, name: safeName(name, sniffed.ext) }
    }
    if (!sniffed && isPlainText(bytes, name)) return { ...kept, mediaType: 'text/plain', name: safeName(name, null) }
  }
  throw new Problem('file.typeNotAccepted', { accepted: accepted[purposeOf(kind)] })
}
