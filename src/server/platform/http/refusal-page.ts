import { errorCatalogue } from '../../../contract/errors.ts'

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** Where the `type` of every refusal leads: each code with its status and its words, `{places}` as they are filled in. */
export function refusalPage(): string {
  const rows = Object.entries(errorCatalogue)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(
      ([code, { status, es, en }]) =>
        `<tr id="${code}"><th scope="row"><code>${code}</code></th><td>${status}</td><td lang="es-CL">${escaped(es)}</td><td>${escaped(en)}</td></tr>`,
    )
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Faena: refusals of the API</title></head>
<body>
<h1>Refusals of the API</h1>
<p>Decide by the code; the words are for people.</p>
<table>
<thead><tr><th>Code</th><th>Status</th><th>Español</th><th>English</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</body>
</html>
`
}
