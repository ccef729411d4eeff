/** A random UUID (version 4). `crypto.randomUUID` exists only on https, and a workshop's server may be plain http. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Text that is equal for equal content, files included. */
export function fingerprint(content: { params?: unknown; body?: unknown }): string {
  const body =
    content.body instanceof FormData
      ? [...content.body].map(([name, value]) =>
          value instanceof File ? [name, value.name, value.size, value.lastModified] : [name, value],
        )
      : content.body
  return JSON.stringify([content.params, body])
}
