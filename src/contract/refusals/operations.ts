/** Refusals of notices, reports, jobs and backups; part of the catalogue in `errors.ts`. */
export const operationsErrors = {
  'backup.running': {
    status: 409,
    es: 'Ya se está haciendo un respaldo; espere a que termine.',
    en: 'A backup is being made already; wait for it to end.',
  },
  'job.running': {
    status: 409,
    es: 'Ya está corriendo o por correr; espere a que termine.',
    en: 'It is running already, or about to; wait for it to end.',
  },
  'notice.notCritical': {
    status: 409,
    es: 'Solo los avisos críticos se confirman.',
    en: 'Only critical notices are acknowledged.',
  },
  'push.notSetUp': {
    status: 409,
    es: 'Esta instalación no tiene avisos en el teléfono.',
    en: 'This installation has no notices on phones.',
  },
  'delivery.notFailed': {
    status: 409,
    es: 'Solo se reintenta lo que falló.',
    en: 'Only what failed can be sent again.',
  },
  'telegram.notSetUp': {
    status: 409,
    es: 'Esta instalación no tiene un bot de Telegram.',
    en: 'This installation has no Telegram bot.',
  },
  'telegram.wrongCode': {
    status: 422,
    es: 'Ese código no sirve o ya venció; pida otro en su perfil.',
    en: 'That code does not work or has expired; ask for another one in your profile.',
  },
  'masterData.predefined': {
    status: 409,
    es: 'Viene con Faena y no se elimina; puede archivarse.',
    en: 'It comes with Faena and cannot be deleted; it can be archived.',
  },
  'savedReport.tooMany': {
    status: 409,
    es: 'Ya tiene {count} informes guardados: quite uno primero.',
    en: 'You already have {count} saved reports: remove one first.',
  },
} as const
