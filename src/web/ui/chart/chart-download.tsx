import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { saveBlob } from '../../app/api/blob.ts'
import { config } from '../../app/config.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useMe } from '../../app/session/session.ts'
import { Button } from '../button.tsx'
import { civilToday } from '../form/civil-time.ts'
import { Icon } from '../icon.tsx'
import { Menu } from '../menu.tsx'
import { toast } from '../toast.ts'
import { csvOf, type FigureTable, fileNameOf, type LegendEntry } from './figure-table.ts'

interface ChartDownloadProps<Row> {
  /** What the picture shows: the file's title and, plainly spelt, its name. */
  label: string
  legend: readonly LegendEntry[]
  table: FigureTable<Row>
  /** The element the picture is drawn in; without it only the numbers can be had. */
  drawing: RefObject<HTMLElement | null>
  /** Whether the picture is on the screen now, and not its table. */
  drawn: boolean
}

/** The picture as SVG or PNG and its numbers as CSV. A file made from invented data says so. */
export function ChartDownload<Row>({ label, legend, table, drawing, drawn }: ChartDownloadProps<Row>) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { demo } = useMe()
  const nameOf = (kind: string) => `${fileNameOf(label)}-${civilToday(config.timeZone)}.${kind}`

  const savePicture = async (kind: 'svg' | 'png') => {
    try {
      const svg = drawing.current?.querySelector<SVGSVGElement>('svg.recharts-surface')
      if (!svg) throw new Error('Nothing is drawn yet.')
      // Only those who save a picture fetch the code that writes it.
      const { pngOf, svgOf } = await import('./picture-file.ts')
      const made = t('chart.made', { at: format.dateTime(Date.now()) })
      const file = svgOf(svg, { title: label, legend, note: demo ? `${made} ${t('chart.demo')}` : made })
      saveBlob(kind === 'svg' ? new Blob([file.text], { type: 'image/svg+xml' }) : await pngOf(file), nameOf(kind))
    } catch {
      toast(t('chart.failed'), { tone: 'danger' })
    }
  }
  const saveNumbers = () =>
    saveBlob(new Blob([csvOf(table, i18n.language === 'en')], { type: 'text/csv;charset=utf-8' }), nameOf('csv'))

  return (
    <Menu
      label={t('chart.download', { label })}
      items={[
        ...(drawn
          ? [
              { label: t('chart.svg'), onSelect: () => void savePicture('svg') },
              { label: t('chart.png'), onSelect: () => void savePicture('png') },
            ]
          : []),
        { label: t('chart.csv'), onSelect: saveNumbers },
      ]}
      trigger={(props) => (
        <Button variant="ghost" size="sm" icon="download" {...props} aria-label={t('chart.download', { label })}>
          {t('chart.save')}
          <Icon name="chevronDown" size={14} />
        </Button>
      )}
    />
  )
}
