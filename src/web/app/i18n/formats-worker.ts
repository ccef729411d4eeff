/**
 * The first formatter of a process makes the browser look through every language it carries, tens of milliseconds that the
 * next ones do not pay. Here a thread beside the page pays them while the program is on its way, and ends.
 */
new Intl.DateTimeFormat('es-CL', { timeZone: 'America/Santiago' }).format()
new Intl.NumberFormat('es-CL').format(0)
new Intl.PluralRules('es-CL').select(1)
self.close()
