import { useTranslation } from 'react-i18next'
import { MenuButton } from '../../ui/menu.tsx'
import { useDownload } from '../../ui/use-download.ts'

const formats = ['pdf', 'xlsx', 'csv'] as const

interface ExportMenuProps {
  /** The path of the file in a format. */
  file: (format: (typeof formats)[number]) => string
  /** The path of the same as JSON, where there is one. */
  json?: string
  name: string
  only?: readonly (typeof formats)[number][]
}

/** What the page shows, as a file. */
export function ExportMenu({ file, json, name, only = formats }: ExportMenuProps) {
  const { t } = useTranslation('kpis')
  const { download } = useDownload()
  return (
    <MenuButton
      label={t('export.title')}
      icon="download"
      items={[
        ...only.map((format) => ({
          label: t(`export.${format}`),
          onSelect: () => void download(file(format), `${name}.${format}`),
        })),
        ...(json ? [{ label: t('export.json'), onSelect: () => void download(json, `${name}.json`) }] : []),
      ]}
    />
  )
}
