import i18next from 'i18next'

interface Issue {
  code?: string
  origin?: string
  minimum?: number | bigint
  maximum?: number | bigint
  format?: string
  input?: unknown
}

/** The words for what zod found, from the catalogue. */
export function wordsOf(issue: Issue): string | undefined {
  const t = i18next.getFixedT(null, 'common')
  const empty = issue.input === undefined || issue.input === null || issue.input === ''
  switch (issue.code) {
    case 'invalid_type':
      return t(empty || Number.isNaN(issue.input) ? 'validation.required' : 'validation.invalid')
    case 'too_small':
      if (issue.origin === 'number') return t('validation.min', { min: String(issue.minimum) })
      if (issue.origin === 'array') return t('validation.minItems', { count: Number(issue.minimum) })
      return empty || issue.minimum === 1
        ? t('validation.required')
        : t('validation.minLength', { count: Number(issue.minimum) })
    case 'too_big':
      if (issue.origin === 'number') return t('validation.max', { max: String(issue.maximum) })
      if (issue.origin === 'array') return t('validation.maxItems', { count: Number(issue.maximum) })
      return t('validation.maxLength', { count: Number(issue.maximum) })
    case 'invalid_format':
      if (empty) return t('validation.required')
      return t(issue.format === 'email' ? 'validation.email' : 'validation.invalid')
    case 'invalid_value':
    case 'invalid_union':
      return t(empty ? 'validation.required' : 'validation.invalid')
    default:
      return undefined
  }
}

// zod reads its settings from this global, so that setting them does not bring zod into the first page. `jitless`: the
// content security policy allows no `new Function`, and even zod's attempt would be reported.
const settings = globalThis as { __zod_globalConfig?: object }
settings.__zod_globalConfig = { ...settings.__zod_globalConfig, jitless: true, customError: wordsOf }
