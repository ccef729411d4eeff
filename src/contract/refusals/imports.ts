/** Refusals of files and of what is asked of an import; part of the catalogue in `errors.ts`. */
export const importErrors = {
  'import.empty': { status: 422, es: 'El archivo está vacío.', en: 'The file is empty.' },
  'import.noRows': {
    status: 422,
    es: 'El archivo tiene encabezados pero ninguna fila.',
    en: 'The file has headings but no rows.',
  },
  'import.notATable': {
    status: 415,
    es: 'No es un archivo CSV ni XLSX. Si es un XLS antiguo, guárdelo como XLSX.',
    en: 'This is neither a CSV nor an XLSX file. Save an old XLS as XLSX.',
  },
  'import.unreadable': {
    status: 422,
    es: 'El archivo está dañado: no se puede leer desde la línea {line}.',
    en: 'The file is damaged: it cannot be read from line {line} on.',
  },
  'import.bomb': {
    status: 413,
    es: 'El archivo se expande a un tamaño que no se acepta.',
    en: 'The file expands to a size that is not accepted.',
  },
  'import.tooManyRows': {
    status: 413,
    es: 'El archivo tiene más de {limit} filas; divídalo.',
    en: 'The file has more than {limit} rows; split it.',
  },
  'import.tooManyColumns': {
    status: 413,
    es: 'El archivo tiene más de {limit} columnas.',
    en: 'The file has more than {limit} columns.',
  },
  'import.duplicateColumn': {
    status: 422,
    es: 'El encabezado «{column}» está repetido; cámbielo en el archivo.',
    en: 'The heading “{column}” is repeated; change it in the file.',
  },
  'import.oneColumn': {
    status: 422,
    es: 'Con ese separador el archivo tiene una sola columna.',
    en: 'With that separator the file has a single column.',
  },
  'import.sheetNotFound': {
    status: 422,
    es: 'El archivo no tiene una hoja «{sheet}».',
    en: 'The file has no sheet “{sheet}”.',
  },
  'import.noFile': { status: 422, es: 'No llegó ningún archivo.', en: 'No file was received.' },
  'import.notNow': {
    status: 409,
    es: 'La importación está en un estado que no permite esto.',
    en: 'The import is in a state that does not allow this.',
  },
  'import.rowsRefused': {
    status: 409,
    es: 'Hay {count} filas con errores; corrija el archivo o acepte omitirlas.',
    en: '{count} rows have errors; correct the file or agree to leave them out.',
  },
  'import.nothingToImport': {
    status: 409,
    es: 'Ninguna fila se puede importar.',
    en: 'No row can be imported.',
  },
  'import.alreadyApplied': {
    status: 409,
    es: 'Este mismo archivo ya se importó; confirme si quiere repetirlo.',
    en: 'This same file was imported before; confirm if you want to repeat it.',
  },
  'import.changedMeanwhile': {
    status: 409,
    es: 'La flota cambió desde la revisión; revise el archivo otra vez.',
    en: 'The fleet changed since the check; check the file again.',
  },
  'import.undoRefused': {
    status: 409,
    es: 'No se puede deshacer: {count} registros cambiaron desde la importación.',
    en: 'It cannot be undone: {count} records changed since the import.',
  },
} as const satisfies Record<string, { status: number; es: string; en: string }>

/** Why a row of a file is refused. */
export const rowErrorWords = {
  columnCount: {
    es: 'La fila no tiene tantas celdas como el encabezado.',
    en: 'The row has not as many cells as the heading.',
  },
  required: { es: 'Falta el dato.', en: 'The value is missing.' },
  badDate: { es: 'No es una fecha con ese formato.', en: 'It is not a date in that format.' },
  badNumber: { es: 'No es un número.', en: 'It is not a number.' },
  outOfRange: { es: 'El número está fuera de lo posible.', en: 'The number is out of range.' },
  unknownValue: { es: 'El valor no tiene equivalencia.', en: 'The value has no equivalent.' },
  brokenFormula: { es: 'La fórmula no tiene resultado.', en: 'The formula has no result.' },
  inFuture: { es: 'La fecha está en el futuro.', en: 'The date lies in the future.' },
  outOfOrder: { es: 'Las fechas no están en orden.', en: 'The dates are out of order.' },
  unknownAsset: { es: 'La unidad no existe.', en: 'The unit does not exist.' },
  assetOutOfScope: { es: 'La unidad es de otra faena.', en: 'The unit belongs to another site.' },
  invalidCode: { es: 'No sirve como código de unidad.', en: 'It cannot be a unit code.' },
  assetExists: { es: 'Ya existe una unidad con ese código.', en: 'A unit with that code exists already.' },
  repeated: { es: 'Está repetido en el archivo.', en: 'It is repeated in the file.' },
  taken: { es: 'Ya está en uso en otra unidad.', en: 'Another unit uses it already.' },
  invalidPlate: { es: 'No es una patente chilena.', en: 'It is not a Chilean plate.' },
  invalidSerial: { es: 'Solo letras, dígitos y guiones.', en: 'Only letters, digits and hyphens.' },
  noSuchMeter: { es: 'Este tipo de unidad no tiene ese medidor.', en: 'This type of unit does not have that meter.' },
  READING_NEGATIVE: { es: 'La lectura es negativa.', en: 'The reading is negative.' },
  READING_IN_FUTURE: { es: 'La lectura está en el futuro.', en: 'The reading lies in the future.' },
  READING_DUPLICATE_INSTANT: {
    es: 'Ya hay una lectura en ese momento.',
    en: 'There is a reading at that moment already.',
  },
  READING_LOWER: { es: 'Es menor que la lectura anterior.', en: 'It is lower than the reading before.' },
  READING_HIGHER_THAN_NEXT: { es: 'Es mayor que la lectura siguiente.', en: 'It is higher than the reading after.' },
  READING_MORE_THAN_24H_PER_DAY: { es: 'Son más de 24 horas por día.', en: 'It is more than 24 hours a day.' },
  READING_REPLACEMENT_NOT_LAST: {
    es: 'Hay lecturas posteriores al cambio.',
    en: 'There are readings after the replacement.',
  },
} as const satisfies Record<string, { es: string; en: string }>

export type RowErrorCode = keyof typeof rowErrorWords
