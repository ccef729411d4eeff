/** Bytes that a photo may weigh when it leaves the phone. */
const mostBytes = 400_000
const sides = [1600, 1280, 1024, 800, 640]
const qualities = [0.8, 0.65, 0.5]

function drawn(bitmap: ImageBitmap, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas
}

export const jpegOf = (canvas: HTMLCanvasElement, quality: number) =>
  new Promise<Blob>((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', quality)
  })

/** A photo of the camera as a JPEG of at most 400 kB, upright: a site's connection is poor and its data plan small. */
export async function resizePhoto(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  try {
    let smallest: Blob | null = null
    for (const side of sides) {
      const canvas = drawn(bitmap, side)
      for (const quality of qualities) {
        smallest = await jpegOf(canvas, quality)
        if (smallest.size <= mostBytes) return smallest
      }
    }
    return smallest!
  } finally {
    bitmap.close()
  }
}
