const maxLength = 50

/** A maker's serial number in its stored form: upper case, `A-Z0-9-`, at most 50; `null` when it has anything else. */
export function parseSerialNumber(text: string): string | null {
  const serial = text.trim().toUpperCase()
  return serial.length <= maxLength && /^[A-Z0-9-]*[A-Z0-9][A-Z0-9-]*$/.test(serial) ? serial : null
}
