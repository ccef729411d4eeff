import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import { cx } from '../../ui/class-names.ts'

interface MasterDataRowProps {
  name: string
  code: string
  predefined?: boolean
  /** Marks it, in a list that shows both. */
  archived?: boolean
  /** How deep it lies in its tree. */
  depth?: number
  /** Behind the code. */
  about?: ReactNode
  menu: ReactNode
  /** More lines below. */
  children?: ReactNode
}

/** One record of master data: its name and marks, its code and what is known of it, its menu. */
export function MasterDataRow(props: MasterDataRowProps) {
  const { name, code, predefined, archived, depth = 0, about, menu, children } = props
  const { t } = useTranslation('masterData')
  return (
    <li
      className={cx('flex gap-3 py-2.5 pe-4', children ? 'items-start' : 'items-center')}
      style={{ paddingInlineStart: `${1 + depth * 1.5}rem` }}
    >
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span className="[overflow-wrap:anywhere]">{name}</span>
          {predefined && (
            <Badge icon="lock" tone="neutral">
              {t('predefined')}
            </Badge>
          )}
          {archived && (
            <Badge icon="archive" tone="neutral">
              {t('archived')}
            </Badge>
          )}
        </p>
        <p className="text-xs text-muted">
          <span className="font-mono">{code}</span>
          {about}
        </p>
        {children}
      </div>
      {menu}
    </li>
  )
}
