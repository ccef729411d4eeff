import { z } from 'zod'
import { scriptErrorKinds, scriptErrorLimits } from '../domain/script-error.ts'
import { vitalNames } from '../domain/web-vitals.ts'
import { batchLimits, deviceClasses } from './analytics-limits.ts'
import { civilDate, instant, page, pageQuery, uuid } from './common.ts'
import { locales } from './errors.ts'

/** A country that is not known: the code that CLDR gives it. */
export const unknownCountry = 'ZZ'

const pattern = z
  .string()
  .max(120)
  .meta({ description: 'pattern of a page such as `/assets/$id`; others count as one' })

/** What one browser tells in one go. It says nothing about who uses it. */
export const analyticsBatch = z
  .strictObject({
    release: z
      .string()
      .regex(/^[\w.+-]{1,40}$/)
      .meta({ description: 'version of the web app' }),
    language: z.enum(locales),
    device: z.enum(deviceClasses),
    views: z
      .array(z.strictObject({ page: pattern, from: pattern.nullable().meta({ description: 'the page before it' }) }))
      .max(batchLimits.views),
    vitals: z
      .array(
        z.strictObject({
          page: pattern,
          name: z.enum(vitalNames),
          value: z.number().min(0).max(3_600_000).meta({ description: 'milliseconds; CLS without unit' }),
        }),
      )
      .max(batchLimits.vitals),
    errors: z
      .array(
        z.strictObject({
          page: pattern,
          kind: z.enum(scriptErrorKinds),
          message: z.string().min(1).max(scriptErrorLimits.message),
          source: z.string().max(scriptErrorLimits.source),
          stack: z.string().max(scriptErrorLimits.stack),
          count: z.int().min(1).max(batchLimits.repeats),
        }),
      )
      .max(batchLimits.errors),
  })
  .meta({ id: 'AnalyticsBatch' })
export type AnalyticsBatch = z.infer<typeof analyticsBatch>

/** Civil days of the company's zone, both included. */
const days = {
  from: civilDate.optional().meta({ description: 'first day; without it 27 days before the last' }),
  to: civilDate.optional().meta({ description: 'last day, included; without it today' }),
}
export const analyticsQuery = z.strictObject(days)
export type AnalyticsQuery = z.infer<typeof analyticsQuery>

const counted = z.int().min(0)
const vital = z.object({
  name: z.enum(vitalNames),
  p75: z
    .number()
    .meta({ description: 'three of four visits were no slower; by histogram, milliseconds, CLS without unit' }),
  n: counted.meta({ description: 'measurements it rests on' }),
  good: counted,
  needsImprovement: counted,
  poor: counted,
})

export const analyticsSummary = z
  .object({
    enabled: z.boolean().meta({ description: 'whether this installation counts now' }),
    countries: z.enum(['OFF', 'READY', 'UNREADABLE']).meta({ description: 'the local database of countries' }),
    from: civilDate,
    to: civilDate,
    days: z.array(z.object({ day: civilDate, views: counted })).meta({ description: 'every day of the period' }),
    pages: z.array(z.object({ page: z.string(), views: counted })).meta({ description: 'most viewed first' }),
    paths: z
      .array(z.object({ from: z.string(), page: z.string(), views: counted }))
      .meta({ description: 'the twenty most frequent steps from page to page' }),
    byDevice: z.array(z.object({ device: z.enum(deviceClasses), views: counted })),
    byLanguage: z.array(z.object({ language: z.enum(locales), views: counted })),
    byCountry: z.array(
      z.object({ country: z.string().meta({ description: 'ISO 3166-1, `ZZ` when not known' }), views: counted }),
    ),
    vitals: z.array(vital).meta({ description: 'of all pages; only those measured' }),
    vitalsByPage: z
      .array(z.object({ page: z.string(), vitals: z.array(vital) }))
      .meta({ description: 'by the page that the browser measured: each of a visit, or only the first' }),
  })
  .meta({ id: 'AnalyticsSummary' })
export type AnalyticsSummary = z.infer<typeof analyticsSummary>

export const scriptErrorQuery = z.strictObject({ ...pageQuery, ...days })
export type ScriptErrorQuery = z.infer<typeof scriptErrorQuery>

const scriptErrorGroup = z
  .object({
    id: uuid,
    kind: z.enum(scriptErrorKinds),
    message: z.string(),
    page: z.string().meta({ description: 'where it was last seen' }),
    count: counted.meta({ description: 'since it was first seen' }),
    firstSeenAt: instant,
    lastSeenAt: instant,
    firstRelease: z.string(),
    lastRelease: z.string(),
  })
  .meta({ id: 'ScriptErrorGroup' })
export type ScriptErrorGroup = z.infer<typeof scriptErrorGroup>
export const scriptErrorPage = page(scriptErrorGroup)

export const scriptErrorDetail = scriptErrorGroup
  .extend({
    source: z.string(),
    stack: z.string().meta({ description: 'of the latest; empty when the browser told none' }),
  })
  .meta({ id: 'ScriptErrorDetail' })
export type ScriptErrorDetail = z.infer<typeof scriptErrorDetail>
