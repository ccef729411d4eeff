/** `text` as a QR code in SVG, with a quarter of it to spare for dirt and scratches (level Q). */
export async function qrCode(text: string): Promise<string> {
  const { default: qrcode } = await import('qrcode')
  return qrcode.toString(text, { type: 'svg', errorCorrectionLevel: 'Q', margin: 2 })
}
