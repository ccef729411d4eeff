import sharp from 'sharp'
import { v7 } from 'uuid'
import type { Inspection, InspectionAnswer, SubmitInspection } from '../../../contract/inspections.ts'
import { type Answer, allWell, type Section } from '../../../domain/checklist.ts'
import type { Caller, Answer as HttpAnswer, TestApp } from '../../testing/app.ts'
import { fileForm } from '../../testing/multipart.ts'

/** A small picture, another one for every colour. */
export const picture = (background: string) =>
  sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .jpeg()
    .toBuffer()

/** Uploads a picture to the caller's drafts; answers its id. */
export async function draftPhoto(test: TestApp, by: Caller, background: string): Promise<string> {
  const { payload, headers } = fileForm('foto.jpg', await picture(background))
  const answer = await test.app.inject({
    method: 'POST',
    url: `/api/v1/files?ownerType=inspectionDraft&ownerId=${by.personId}&kind=PHOTO`,
    payload,
    headers: { ...headers, authorization: `Bearer ${by.token}` },
  })
  return answer.json().id
}

export interface Sheet {
  id: string
  revisionId: string
  sections: Section[]
}

/** The predefined checklist of a unit's type. */
export async function sheetOf(by: Caller, assetId: string): Promise<Sheet> {
  const { body } = await by.get(`/assets/${assetId}/inspections`)
  return (await by.get(`/checklists/${body.checklists[0].id}`)).body
}

/** Everything well, except what `failed` says of single points. */
export function answersTo(sheet: Sheet, failed: Record<string, Partial<InspectionAnswer>> = {}): InspectionAnswer[] {
  const well = sheet.sections.reduce<Answer[]>((given, { id }) => allWell(sheet, id, given), [])
  return well.map((answer) => ({
    ...answer,
    ...(failed[answer.pointId] ? { choice: 'NO', severity: 'HIGH', ...failed[answer.pointId] } : {}),
  })) as InspectionAnswer[]
}

export function submission(assetId: string, sheet: Sheet, fields: Partial<SubmitInspection> = {}): SubmitInspection {
  return {
    draftId: v7(),
    assetId,
    revisionId: sheet.revisionId,
    startedAt: new Date(Date.now() - 300_000).toISOString(),
    readings: [],
    noReadingReason: 'Tablero apagado',
    sectionTimes: [],
    answers: answersTo(sheet),
    signature: { kind: 'TYPED', name: 'Sofía Supervisora' },
    ...fields,
  }
}

export const submit = async (by: Caller, body: SubmitInspection): Promise<HttpAnswer & { body: Inspection }> =>
  by.post('/inspections', body)
