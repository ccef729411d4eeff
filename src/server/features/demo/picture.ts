import type { Files } from '../../platform/files.ts'

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** A picture that says it is none: demo data has no camera, and must not look as if it had. */
export async function demoPicture(files: Files, unit: string, point: string) {
  const { default: sharp } = await import('sharp')
  const [width, height] = [800, 600]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="#3b4a54"/>
    <g fill="#fff" font-family="sans-serif" text-anchor="middle">
      <text x="400" y="250" font-size="44">${escaped(unit)}</text>
      <text x="400" y="320" font-size="24">${escaped(point)}</text>
      <text x="400" y="400" font-size="24" fill="#ffd479">Foto de demostración</text>
    </g></svg>`
  const bytes = await sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer()
  const thumbnail = await sharp(bytes).resize(400).webp({ quality: 75 }).toBuffer()
  const { key: storageKey, sha256, size } = await files.put(bytes)
  const { key: thumbnailKey } = await files.put(thumbnail)
  return { storageKey, thumbnailKey, sha256, size, mediaType: 'image/jpeg', width, height }
}
