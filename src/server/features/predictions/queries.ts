import { sql } from 'drizzle-orm'
import type { ModelSummary } from '../../../contract/prediction-models.ts'
import type { Db } from '../../platform/database/database.ts'

export interface TrainedModel {
  id: string
  artefactFile: string
  artefactHash: string
  isDemo: boolean
  finishedAt: string
  parameters: { bySystem: boolean; horizons: number[] }
  summary: ModelSummary
}

/** Every model that could predict, newest first: the first is in force. */
export function modelsTrained(db: Db): Promise<TrainedModel[]> {
  return db.rows<TrainedModel>(sql`
    SELECT id, artefact_file AS "artefactFile", artefact_hash AS "artefactHash", is_demo AS "isDemo",
      finished_at AS "finishedAt", parameters, summary
    FROM prediction_model WHERE state = 'TRAINED' AND broken_at IS NULL ORDER BY finished_at DESC, id DESC LIMIT 5`)
}

/** Whether the records of this installation were simulated. */
export async function isDemo(db: Db): Promise<boolean> {
  const [row] = await db.rows<{ demo: boolean }>(sql`SELECT EXISTS (SELECT FROM setting WHERE key = 'demo') AS demo`)
  return row!.demo
}
