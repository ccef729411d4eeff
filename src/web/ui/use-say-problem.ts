import { useTranslation } from 'react-i18next'
import { asProblem } from '../app/api/problem.ts'
import { wordsOfProblem } from './problem-words.ts'
import { toast } from './toast.ts'

/** Says why something small was refused, where there is no form or dialog to say it in. */
export function useSayProblem(): (error: unknown) => void {
  const { t } = useTranslation()
  return (error) => {
    const problem = asProblem(error)
    toast(problem.errors?.[0]?.message ?? wordsOfProblem(t, problem).what, { tone: 'danger' })
  }
}
