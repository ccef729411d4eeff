import sharp from 'sharp'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, openTestApp, type TestApp } from '../../testing/app.ts'
import { addUnit } from '../../testing/fleet.ts'

let test: TestApp
let unit: { id: string }
beforeAll(async () => {
  test = await openTestApp()
  unit = (await addUnit(test, test.supervisor)).body
})
afterAll(() => test.close())

const picture = (width = 40, height = 30) => sharp({ create: { width, height, channels: 3, background: 'teal' } })
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n')

async function upload(
  bytes: Buffer,
  { kind = 'PHOTO', name = 'x.jpg', by = test.supervisor as Caller, owner = unit.id, headers = {} } = {},
) {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)]), name)
  const multipart = new Response(form)
  const answer = await test.app.inject({
    method: 'POST',
    url: `/api/v1/files?ownerType=asset&ownerId=${owner}&kind=${kind}`,
    payload: Buffer.from(await multipart.arrayBuffer()),
    headers: {
      authorization: `Bearer ${by.token}`,
      'content-type': multipart.headers.get('content-type')!,
      ...headers,
    },
  })
  return { status: answer.statusCode, body: answer.json() }
}

describe('a photo', () => {
  it('is turned upright, made smaller and stripped of where it was taken', async () => {
    const taken = await picture(3000, 2000)
      .jpeg()
      .withMetadata({ orientation: 6, exif: { IFD0: { Make: 'Camera' }, IFD3: { GPSLatitudeRef: 'S' } } })
      .toBuffer()
    const { status, body } = await upload(taken, { name: '../../etc/Foto "del" motor ñ.JPG' })
    expect(status).toBe(201)
    expect(body).toMatchObject({ width: 1707, height: 2560, mediaType: 'image/jpeg', hasThumbnail: true })
    expect(body.name).toMatch(/^Foto .*motor ñ\.jpg$/)
    const kept = await test.supervisor.get(`/files/${body.id}`)
    const { exif, orientation, width } = await sharp(kept.body).metadata()
    expect({ exif, orientation, width }).toEqual({ exif: undefined, orientation: undefined, width: 1707 })
    const thumbnail = await test.supervisor.get(`/files/${body.id}/thumbnail`)
    expect(await sharp(thumbnail.body).metadata()).toMatchObject({ format: 'webp', height: 400 })
    expect((await test.supervisor.get(`/assets/${unit.id}`)).body.photoId).toBe(body.id)
  })

  it('is judged by its content, whatever its name says', async () => {
    const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    expect(await upload(script, { name: 'x.jpg' })).toMatchObject({
      status: 415,
      body: { code: 'file.typeNotAccepted' },
    })
    expect((await upload(pdf, { name: 'x.jpg' })).status).toBe(415)
    const whole = await picture(400, 300).jpeg().toBuffer()
    const cut = whole.subarray(0, whole.length / 2)
    expect(await upload(cut)).toMatchObject({ status: 422, body: { code: 'file.unreadable' } })
  })

  it('may have 10 MB and no more', async () => {
    const large = Buffer.concat([await picture().jpeg().toBuffer(), Buffer.alloc(10 * 1024 * 1024)])
    const refused = await upload(large)
    expect(refused).toMatchObject({ status: 413, body: { code: 'file.tooLarge' } })
    expect(refused.body.title).toBe('El archivo supera el máximo de 10 MB.')
    expect((await upload(Buffer.concat([pdf, Buffer.alloc(11 * 1024 * 1024)]), { kind: 'DOCUMENT' })).status).toBe(201)
  })
})

describe('a document', () => {
  it('is only ever saved, never opened as a page', async () => {
    const { body } = await upload(pdf, { kind: 'DOCUMENT', name: 'Revisión técnica.html' })
    expect(body).toMatchObject({ name: 'Revisión técnica.pdf', mediaType: 'application/pdf', hasThumbnail: false })
    const { headers, body: bytes } = await test.supervisor.get(`/files/${body.id}`)
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="Revision tecnica.pdf"; filename*=UTF-8''Revisi%C3%B3n%20t%C3%A9cnica.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    expect(bytes).toEqual(pdf)
    expect((await test.supervisor.get(`/files/${body.id}/thumbnail`)).status).toBe(404)
  })

  it('may be text, but neither a page nor a program that calls itself text', async () => {
    const document = (text: string, name: string) => upload(Buffer.from(text), { kind: 'DOCUMENT', name })
    expect((await document('a;b\n1;2\n', 'lista.csv')).body.mediaType).toBe('text/plain')
    expect((await document('<html><script>1</script></html>', 'x.html')).status).toBe(415)
    expect((await document('MZ\u0000\u0001', 'x.txt')).status).toBe(415)
  })
})

describe('who may see and add files', () => {
  it('are those who may see the unit', async () => {
    const jpeg = await picture().jpeg().toBuffer()
    const { body } = await upload(jpeg)
    for (const by of [test.otherSupervisor, test.operator]) {
      expect((await upload(jpeg, { by })).status).toBe(404)
      expect((await by.get(`/files/${body.id}`)).status).toBe(404)
      expect((await by.get(`/files/${body.id}/thumbnail`)).status).toBe(404)
      expect((await by.get(`/files?ownerType=asset&ownerId=${unit.id}`)).status).toBe(404)
    }
    expect((await upload(jpeg, { owner: v7() })).status).toBe(404)
  })

  it('lose a removed file at once', async () => {
    const { body } = await upload(await picture().jpeg().toBuffer())
    expect((await test.operator.delete(`/files/${body.id}`)).status).toBe(403)
    expect((await test.otherSupervisor.delete(`/files/${body.id}`)).status).toBe(404)
    expect((await test.supervisor.delete(`/files/${body.id}`)).status).toBe(204)
    expect((await test.supervisor.get(`/files/${body.id}`)).status).toBe(404)
    expect((await test.supervisor.delete(`/files/${body.id}`)).status).toBe(404)
  })
})

it('answers a repeated upload with the first, and refuses other bytes under the same key', async () => {
  const headers = { 'idempotency-key': v7() }
  const jpeg = await picture().jpeg().toBuffer()
  const first = await upload(jpeg, { headers })
  expect((await upload(jpeg, { headers })).body.id).toBe(first.body.id)
  const other = await picture(50, 50).jpeg().toBuffer()
  expect(await upload(other, { headers })).toMatchObject({ status: 422, body: { code: 'idempotency.mismatch' } })
})

it('refuses an upload without a file or in another form', async () => {
  const url = `/files?ownerType=asset&ownerId=${unit.id}&kind=PHOTO`
  expect((await test.supervisor.post(url, { file: 'x' })).status).toBe(415)
  expect((await upload(Buffer.alloc(0))).status).toBe(400)
})
