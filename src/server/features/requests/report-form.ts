import type { FastifyRequest } from 'fastify'
import { fileLimits } from '../../../contract/files.ts'
import { type PublicReport, publicReport } from '../../../contract/requests.ts'
import { faultRequestLimits } from '../../../domain/fault-request.ts'
import { InvalidRequest } from '../../platform/http/validator.ts'
import { Problem } from '../../platform/problem.ts'
import type { Photo } from './report.ts'

const photoBytes = fileLimits.photo * 1024 * 1024
const limits = { files: faultRequestLimits.photos, fileSize: photoBytes, fields: 5, fieldSize: 16 * 1024 }

/** The most bytes of a report's whole form. */
export const reportBytes = faultRequestLimits.photos * photoBytes + 64 * 1024

/** The words and pictures of a public report. The whole form is read, so that its sender hears the answer. */
export async function readReportForm(request: FastifyRequest): Promise<{ report: PublicReport; photos: Photo[] }> {
  if (!request.isMultipart()) throw new Problem('request.unsupportedMediaType')
  const fields: Record<string, unknown> = {}
  const photos: Photo[] = []
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field') {
        fields[part.fieldname] = part.value
        continue
      }
      const bytes = await part.toBuffer()
      if (bytes.length > 0) photos.push({ name: part.filename, bytes })
    }
  } catch (error) {
    if ((error as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE') {
      throw new Problem('file.tooLarge', { megabytes: fileLimits.photo })
    }
    throw error
  }
  const parsed = publicReport.safeParse(fields, { reportInput: true })
  if (!parsed.success) throw new InvalidRequest(parsed.error.issues)
  return { report: parsed.data, photos }
}
