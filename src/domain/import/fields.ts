export const importTargets = ['workOrders', 'assets', 'meterReadings'] as const
export type ImportTarget = (typeof importTargets)[number]

export type ImportFieldKind = 'text' | 'date' | 'number' | 'choice'

export type ImportField = {
  readonly name: string
  readonly kind: ImportFieldKind
  /** Every row needs it, from a column or from a default. */
  readonly required: boolean
  /** A default may stand in for a column, or for its empty cells. */
  readonly hasDefault: boolean
  /** Names of columns that mean this field, in plain text, the surest first. */
  readonly words: readonly string[]
}

const field = (
  name: string,
  kind: ImportFieldKind,
  words: string,
  options: { required?: boolean; hasDefault?: boolean } = {},
): ImportField => ({
  name,
  kind,
  required: options.required ?? false,
  hasDefault: options.hasDefault ?? false,
  words: words.split('|'),
})

const asset = field(
  'asset',
  'choice',
  'asset|unidad|equipo|activo|unit|equipment|asset code|codigo equipo|codigo unidad|maquina|machine|vehiculo|vehicle|patente|interno|numero interno|ubicacion tecnica|functional location',
  { required: true },
)

/** What a file's columns may become, by what the file is imported as. */
export const importFields: Record<ImportTarget, readonly ImportField[]> = {
  workOrders: [
    field(
      'reportedAt',
      'date',
      'fecha|date|reported|reported at|fecha aviso|fecha reporte|fecha creacion|created|created on|start date|basic start date|bsc start date|fecha inicio|fecha ot|fecha orden|inicio',
      { required: true },
    ),
    asset,
    field(
      'title',
      'text',
      'title|titulo|short text|shorttext|original shorttext|texto breve|trabajo|asunto|work|falla|fault|detalle|resumen|summary|denominacion',
      { required: true },
    ),
    field(
      'type',
      'choice',
      'type|tipo|order type|tipo orden|tipo ot|clase orden|pm type|maintenance type|tipo mantencion|tipo mantenimiento|clase',
      {
        required: true,
        hasDefault: true,
      },
    ),
    field(
      'description',
      'text',
      'description|descripcion|long text|texto largo|observaciones|notes|notas|comentarios|comments',
    ),
    field('cost', 'number', 'cost|costo|coste|total cost|costo total|amount|monto|valor|total|costo real|actual cost'),
    field('hoursWorked', 'number', 'hours worked|horas trabajadas|horas hombre|hh|man hours|labour hours|horas'),
    field('startedAt', 'date', 'started|started at|actual start|inicio real|fecha inicio real|inicio trabajo'),
    field(
      'completedAt',
      'date',
      'completed|completed at|finished|end date|fecha termino|fecha fin|termino|fin|fecha cierre|closed|actual finish|fin real',
    ),
    field('status', 'choice', 'status|estado|state|estatus|order status', { hasDefault: true }),
    field('priority', 'choice', 'priority|prioridad|urgencia|urgency', { hasDefault: true }),
    field('system', 'choice', 'system|sistema|component|componente|conjunto'),
    field(
      'reference',
      'text',
      'number|numero|order|orden|ot|order number|numero orden|numero ot|work order|wo|id|folio|n ot|aviso',
    ),
  ],
  assets: [
    field(
      'code',
      'text',
      'code|codigo|asset|equipo|unidad|unit|interno|numero interno|asset code|codigo equipo|codigo unidad',
      {
        required: true,
      },
    ),
    field('name', 'text', 'name|nombre|description|descripcion|denominacion'),
    field(
      'assetType',
      'choice',
      'type|tipo|asset type|tipo equipo|tipo unidad|clase|class|familia|category|categoria',
      {
        required: true,
        hasDefault: true,
      },
    ),
    field('site', 'choice', 'site|faena|sitio|location|ubicacion|lugar|obra|planta|base', {
      required: true,
      hasDefault: true,
    }),
    field('make', 'text', 'make|marca|brand|fabricante|manufacturer'),
    field('model', 'text', 'model|modelo'),
    field('year', 'number', 'year|ano|model year|ano fabricacion|ano modelo'),
    field('serialNumber', 'text', 'serial number|serial|serie|numero serie|n serie|vin|chasis|numero chasis'),
    field('plate', 'text', 'plate|patente|placa|ppu|license plate|matricula'),
    field('criticality', 'choice', 'criticality|criticidad', { hasDefault: true }),
    field(
      'commissionedOn',
      'date',
      'commissioned|commissioned on|fecha puesta en marcha|puesta en servicio|fecha alta|fecha ingreso|in service',
    ),
    field('notes', 'text', 'notes|notas|observaciones|comments|comentarios'),
  ],
  meterReadings: [
    field('at', 'date', 'date|fecha|reading date|fecha lectura|at|fecha medicion|dia', { required: true }),
    asset,
    field(
      'value',
      'number',
      'value|valor|reading|lectura|horometro|hour meter|hours|horas|odometro|odometer|km|kilometraje|kilometros|medicion|smu|contador',
      {
        required: true,
      },
    ),
    field('meter', 'choice', 'meter|medidor|unit of measure|tipo medidor|unidad medida|meter type', {
      required: true,
      hasDefault: true,
    }),
    field('note', 'text', 'note|nota|observacion|observaciones|comment|comentario'),
  ],
}

export function importField(target: ImportTarget, name: string): ImportField | null {
  return importFields[target].find((one) => one.name === name) ?? null
}
