/** `BscStartDate`, `bsc_start_date` and `BSC START DATE:` → `bsc start date`: what names are compared by. */
export function plainText(text: string): string {
  return text
    .replace(/[ºª°]/g, '')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
