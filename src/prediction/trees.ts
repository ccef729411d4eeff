import type { Matrix } from './matrix.ts'

/**
 * Binary trees in flat arrays. An inner node sends a value that is not above `threshold` to `left`, else to `right`, and
 * a missing one where `missingLeft` says; a leaf has `left` −1 and a `value`. `cover` is the weight of the training rows
 * that reached the node.
 */
export type Trees = {
  readonly roots: Int32Array
  readonly column: Int32Array
  readonly threshold: Float32Array
  readonly missingLeft: Uint8Array
  readonly left: Int32Array
  readonly right: Int32Array
  readonly value: Float64Array
  readonly cover: Float64Array
}

/** One node while its tree is still growing; `bin` is the threshold in bins. */
export type GrowingNode = {
  column: number
  bin: number
  threshold: number
  missingLeft: boolean
  left: number
  right: number
  value: number
  cover: number
}

/** Lays finished trees out one after another. */
export function packTrees(grown: readonly (readonly GrowingNode[])[]): Trees {
  const nodes = grown.reduce((sum, tree) => sum + tree.length, 0)
  const trees: Trees = {
    roots: new Int32Array(grown.length),
    column: new Int32Array(nodes),
    threshold: new Float32Array(nodes),
    missingLeft: new Uint8Array(nodes),
    left: new Int32Array(nodes).fill(-1),
    right: new Int32Array(nodes).fill(-1),
    value: new Float64Array(nodes),
    cover: new Float64Array(nodes),
  }
  let base = 0
  grown.forEach((tree, t) => {
    trees.roots[t] = base
    tree.forEach((node, i) => {
      const at = base + i
      trees.column[at] = node.column
      trees.threshold[at] = node.threshold
      trees.missingLeft[at] = node.missingLeft ? 1 : 0
      if (node.left >= 0) {
        trees.left[at] = base + node.left
        trees.right[at] = base + node.right
      }
      trees.value[at] = node.value
      trees.cover[at] = node.cover
    })
    base += tree.length
  })
  return trees
}

/** Sum over the trees of the leaf values each row ends in. */
export function sumTrees(trees: Trees, { rows, values }: Matrix): Float64Array {
  const { roots, column, threshold, missingLeft, left, right, value } = trees
  const sums = new Float64Array(rows)
  for (let t = 0; t < roots.length; t++) {
    const root = roots[t]!
    for (let row = 0; row < rows; row++) {
      let node = root
      while (left[node]! >= 0) {
        const x = values[column[node]! * rows + row]!
        const goesLeft = x <= threshold[node]! || (missingLeft[node] === 1 && Number.isNaN(x))
        node = goesLeft ? left[node]! : right[node]!
      }
      sums[row]! += value[node]!
    }
  }
  return sums
}
