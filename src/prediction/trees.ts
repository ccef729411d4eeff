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
  const { roots, column, threshold, missingLeft, value } = trees
  const { left, right, depth } = selfLooping(trees)
  const sums = new Float64Array(rows)
  const inFours = rows - (rows % 4)
  for (let t = 0; t < roots.length; t++) {
    const root = roots[t]!
    const steps = depth[t]!
    // Arithmetic instead of a branch, which the processor would guess wrong every other time; and four rows in step, so
    // that it need not wait for one before it goes on with the next.
    const next = (node: number, row: number): number => {
      const x = values[column[node]! * rows + row]!
      const goesRight = Number(x > threshold[node]!) | (Number(Number.isNaN(x)) & (1 - missingLeft[node]!))
      return left[node]! + goesRight * (right[node]! - left[node]!)
    }
    for (let row = 0; row < inFours; row += 4) {
      let [a, b, c, d] = [root, root, root, root]
      for (let step = 0; step < steps; step++) {
        a = next(a, row)
        b = next(b, row + 1)
        c = next(c, row + 2)
        d = next(d, row + 3)
      }
      sums[row]! += value[a]!
      sums[row + 1]! += value[b]!
      sums[row + 2]! += value[c]!
      sums[row + 3]! += value[d]!
    }
    for (let row = inFours; row < rows; row++) {
      let node = root
      for (let step = 0; step < steps; step++) node = next(node, row)
      sums[row]! += value[node]!
    }
  }
  return sums
}

/** The same trees with leaves that lead to themselves, and how many steps each takes at most. */
function selfLooping({ roots, left, right }: Trees) {
  const nodes = left.length
  const loops = { left: left.slice(), right: right.slice(), depth: new Int32Array(roots.length) }
  const level = new Int32Array(nodes)
  let tree = -1
  for (let node = 0; node < nodes; node++) {
    if (node === roots[tree + 1]) tree++
    if (left[node]! < 0) {
      loops.left[node] = node
      loops.right[node] = node
    } else {
      // Parents come before their children.
      level[left[node]!] = level[node]! + 1
      level[right[node]!] = level[node]! + 1
    }
    loops.depth[tree] = Math.max(loops.depth[tree]!, level[node]!)
  }
  return loops
}
