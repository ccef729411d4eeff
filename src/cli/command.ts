import type { Readable } from 'node:stream'

export interface Io {
  stdin: Readable
  stdout: { write(text: string): unknown }
  stderr: { write(text: string): unknown }
}

/** One word after `faena`. */
export interface Command {
  name: string
  /** What it does, on one line of `faena --help`. */
  summary: string
  /** How it is called, shown by `faena NAME --help`. */
  usage: string
  /** Ends with the exit code: 0 done, 1 refused or failed, 2 not understood. */
  run(argv: string[], io: Io): Promise<number>
}

/** The command line is not understood: its message is shown with the usage, and the exit code is 2. */
export class UsageError extends Error {}

/** What `parse` returns; what it finds wrong becomes a `UsageError`. */
export function understood<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
