const words = {
  notABackup: (detail: string) => `${detail} is no backup of Faena`,
  damaged: (detail: string) => `the archive is damaged: ${detail}`,
  newer: (detail: string) => `the backup was made by a newer Faena (${detail}); install that version`,
  otherEngine: (detail: string) => detail,
  notEmpty: (detail: string) => `${detail}; nothing was restored`,
  diskFull: (detail: string) => `the disk is full${detail}; free some space`,
  failed: (detail: string) => detail,
}

/** Why a backup could not be made or restored; one line for whoever runs the installation. */
export class BackupError extends Error {
  readonly reason: keyof typeof words

  constructor(reason: keyof typeof words, detail = '') {
    super(words[reason](detail))
    this.reason = reason
  }
}

/** The failure of a disk, a program or a database as a `BackupError`. */
export function asBackupError(error: unknown): BackupError {
  if (error instanceof BackupError) return error
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') return new BackupError('diskFull')
  return new BackupError('failed', message)
}
