/** Why something may not be done: a stable code for the catalogues and the figures its sentence needs. */
export type Refusal<Code extends string = string> = {
  readonly code: Code
  readonly params: Readonly<Record<string, string | number>>
}

export function refuse<Code extends string>(code: Code, params: Refusal['params'] = {}): Refusal<Code> {
  return { code, params }
}
