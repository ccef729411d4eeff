/** Numbers in columns: value of `column` in `row` at `column · rows + row`; NaN where it is not known. */
export type Matrix = { readonly rows: number; readonly columns: number; readonly values: Float32Array }

export function emptyMatrix(rows: number, columns: number): Matrix {
  return { rows, columns, values: new Float32Array(rows * columns).fill(Number.NaN) }
}

/** The chosen rows, in the order given. */
export function takeRows({ rows, columns, values }: Matrix, chosen: Int32Array): Matrix {
  const taken = emptyMatrix(chosen.length, columns)
  for (let column = 0; column < columns; column++) {
    const [from, to] = [column * rows, column * chosen.length]
    for (let i = 0; i < chosen.length; i++) taken.values[to + i] = values[from + chosen[i]!]!
  }
  return taken
}

export function takeLabels(labels: Uint8Array, chosen: Int32Array): Uint8Array {
  return Uint8Array.from(chosen, (row) => labels[row]!)
}

/**
 * Rows spread evenly over all of them, at most `most`. Steps of the golden section, because rows come in rounds of the
 * same subjects and a constant step could meet only some of these.
 */
export function spreadRows(rows: number, most: number): Int32Array {
  if (rows <= most) return Int32Array.from({ length: rows }, (_, row) => row)
  return Int32Array.from({ length: most }, (_, i) => Math.floor(((i * 0.6180339887498949) % 1) * rows))
}
