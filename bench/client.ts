export const login = { email: 'bench@faena.example', password: 'nieve en la cordillera' }

export const say = (line: string) => process.stdout.write(`${line}\n`)
export const ms = (value: number) => value.toFixed(1)
export const row = (cells: (string | number)[]) => say(`| ${cells.join(' | ')} |`)
export const headings = (cells: string[]) => {
  row(cells)
  row(cells.map(() => '---'))
}

/** A request of the product on this machine; throws on any answer but 2xx. */
export async function call(port: number, token: string | null, method: string, path: string, body?: object) {
  const headers = {
    ...(body ? { 'content-type': 'application/json' } : {}),
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  }
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
    method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return answer.status === 204 ? null : answer.json()
}
export const signIn = async (port: number, as: object = login) =>
  (await call(port, null, 'POST', '/auth/login', as)).accessToken as string
