import { useTranslation } from 'react-i18next'
import type { Problem } from '../../app/api/problem.ts'
import { Notice } from '../../ui/notice.tsx'
import { wordsOfProblem } from '../../ui/problem-words.ts'

const shown = 20

/** A refusal with the names of what it is about. */
export function ProblemNotice({ problem }: { problem: Problem | null }) {
  const { t } = useTranslation(['imports', 'common'])
  if (!problem) return null
  const { what, how } = wordsOfProblem(t as never, problem)
  const errors = problem.errors ?? []
  return (
    <Notice tone="danger" live>
      <p className="font-medium">{what}</p>
      {how && <p>{how}</p>}
      {errors.length > 0 && (
        <ul className="mt-1 list-disc ps-5">
          {errors.slice(0, shown).map(({ field, message }) => (
            <li key={`${field} ${message}`}>
              <span className="font-mono">{field}</span>: {message}
            </li>
          ))}
          {errors.length > shown && <li>{t('more', { count: errors.length - shown })}</li>}
        </ul>
      )}
    </Notice>
  )
}
