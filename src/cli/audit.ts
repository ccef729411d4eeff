import { parseArgs } from 'node:util'
import { type ChainVerdict, verifyAuditChain } from '../server/platform/audit/verify.ts'
import { type Command, UsageError, understood } from './command.ts'
import { withDatabase } from './with-runtime.ts'

const reasons = {
  missing: 'an entry is missing',
  altered: 'the entry is not the one that was written',
  headMoved: 'the chain does not end where its head says',
} as const

function inWords(verdict: ChainVerdict): string {
  if (verdict.intact) return `intact: ${verdict.entries} entries, head ${verdict.head}`
  return `BROKEN at entry ${verdict.brokenAt}: ${reasons[verdict.reason]} (${verdict.entries} entries before it are intact)`
}

export const command: Command = {
  name: 'audit',
  summary: 'verify the chain of the audit log',
  usage: `faena audit verify [--json]

Exit code 0 when the chain is intact, 1 when an entry was altered, removed, inserted or cut off.`,
  async run(argv, io) {
    const { values, positionals } = understood(() =>
      parseArgs({ args: argv, options: { json: { type: 'boolean' } }, allowPositionals: true }),
    )
    if (positionals.length !== 1 || positionals[0] !== 'verify') throw new UsageError('say what to do: verify')
    const verdict = await withDatabase(verifyAuditChain)
    io.stdout.write(`${values.json ? JSON.stringify(verdict) : inWords(verdict)}\n`)
    return verdict.intact ? 0 : 1
  },
}
