import type { Control, FieldPath, FieldValues } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../ui/form/text-fields.tsx'

interface NamesAndCodeProps<I extends FieldValues> {
  // biome-ignore lint/suspicious/noExplicitAny: a Control is invariant in its output type
  control: Control<I, unknown, any>
  /** What a code may look like; without it the code is not to be given, or not any more. */
  codeHint?: string | false
}

/** What all words of the company's own have: a name in both languages, and a code. */
export function NamesAndCode<I extends { nameEs: string; nameEn: string; code: string }>({
  control,
  codeHint,
}: NamesAndCodeProps<I>) {
  const { t } = useTranslation('masterData')
  return (
    <>
      <TextField control={control} name={'nameEs' as FieldPath<I>} label={t('nameEs')} required maxLength={80} />
      <TextField control={control} name={'nameEn' as FieldPath<I>} label={t('nameEn')} required maxLength={80} />
      {codeHint && (
        <TextField
          control={control}
          name={'code' as FieldPath<I>}
          label={t('code')}
          hint={codeHint}
          required
          upperCase
          mono
          maxLength={30}
        />
      )}
    </>
  )
}
