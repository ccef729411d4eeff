import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pointsOf } from '../../../../domain/checklist.ts'
import { contentRefusals } from '../../../../domain/checklist-content.ts'
import { asProblem, type Problem } from '../../../app/api/problem.ts'
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/form/field.tsx'
import { LeaveGuard } from '../../../ui/form/leave-guard.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Section } from '../../../ui/page.tsx'
import { wordsOfProblem } from '../../../ui/problem-words.ts'
import { type Editing, missingWords, moved, newSection, replaced, tidied } from './content-edit.ts'
import { SectionEditor } from './section-editor.tsx'

interface EditorProps {
  first: Editing
  /** The fields of a new checklist that this one does not have yet. */
  head?: React.ReactNode
  submit: string
  onSubmit: (content: ReturnType<typeof tidied>) => Promise<unknown>
}

/** Sections and points of a checklist; publishing says everything that is wrong at once, as the server would. */
export function ChecklistEditor({ first, head, submit, onSubmit }: EditorProps) {
  const { t } = useTranslation('inspections')
  const { t: common } = useTranslation('common')
  const [content, setContent] = useState(first)
  const [tried, setTried] = useState(false)
  const [state, setState] = useState<'editing' | 'sending' | 'sent'>('editing')
  const [problem, setProblem] = useState<Problem | null>(null)
  const { sections } = content
  const problems = tried ? problemsOf(content) : new Map<string, string>()

  function problemsOf(of: Editing): Map<string, string> {
    return new Map([
      ...contentRefusals(of).map(({ path, code }) => [path, t(`refusal.${code}`)] as const),
      ...missingWords(of).map((path) => [path, t('refusal.ANSWER_REQUIRED')] as const),
    ])
  }
  const within = (prefix: string) =>
    new Map(
      [...problems]
        .filter(([path]) => path === prefix || path.startsWith(`${prefix}.`))
        .map(([path, text]) => [path.slice(prefix.length + 1), text] as const),
    )
  const publish = async () => {
    setTried(true)
    setProblem(null)
    if (problemsOf(content).size > 0) return
    setState('sending')
    try {
      await onSubmit(tidied(content))
      setState('sent')
    } catch (error) {
      setProblem(asProblem(error))
      setState('editing')
    }
  }
  return (
    <>
      <Section title={t('editor.about')}>
        <div className="grid gap-3 sm:grid-cols-2">
          {head}
          <Field label={t('editor.name')} required error={problems.get('nameEs')}>
            {(aria) => (
              <input
                {...aria}
                className="input"
                maxLength={120}
                value={content.nameEs}
                onChange={({ target }) => setContent({ ...content, nameEs: target.value })}
              />
            )}
          </Field>
          <Field label={t('editor.nameEn')}>
            {(aria) => (
              <input
                {...aria}
                className="input"
                maxLength={120}
                value={content.nameEn}
                onChange={({ target }) => setContent({ ...content, nameEn: target.value })}
              />
            )}
          </Field>
        </div>
      </Section>
      {sections.map((section, index) => (
        <SectionEditor
          key={section.id}
          section={section}
          earlier={pointsOf({ sections: sections.slice(0, index) }).filter(({ kind }) => kind === 'YES_NO_NA')}
          problems={within(`sections.${index}`)}
          onChange={(next) => setContent({ ...content, sections: replaced(sections, index, next) })}
          onMove={(by) => setContent({ ...content, sections: moved(sections, index, by) })}
          onRemove={() => setContent({ ...content, sections: sections.filter(({ id }) => id !== section.id) })}
        />
      ))}
      <div>
        <Button icon="plus" onClick={() => setContent({ ...content, sections: [...sections, newSection()] })}>
          {t('editor.addSection')}
        </Button>
      </div>
      {problems.size > 0 && (
        <Notice tone="danger" live>
          <p className="font-medium">{problems.get('sections') ?? t('editor.mend', { count: problems.size })}</p>
        </Notice>
      )}
      {problem && (
        <Notice tone="danger" live>
          <p className="font-medium">{wordsOfProblem(common, problem).what}</p>
          {problem.errors?.map(({ field, message }) => (
            <p key={field}>{message}</p>
          ))}
        </Notice>
      )}
      <div className="sticky bottom-16 z-[5] -mx-1 flex justify-end border-t border-separator bg-(--ground) px-1 py-3 md:bottom-0">
        <Button variant="primary" icon="check" pending={state === 'sending'} onClick={() => void publish()}>
          {submit}
        </Button>
      </div>
      <LeaveGuard when={content !== first && state === 'editing'} />
    </>
  )
}
