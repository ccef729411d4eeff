/** Platt's correction of log-odds: intercept + slope · log-odds. */
export type Calibration = { readonly intercept: number; readonly slope: number }

export const uncalibrated: Calibration = { intercept: 0, slope: 1 }

// As much evidence as this many independent rows of even odds stands for "already right".
const priorRows = 40

/**
 * Platt scaling (Advances in Large Margin Classifiers, 2000) of the predictions of earlier folds, drawn to "leave as is".
 * Horizons of neighbouring snapshots overlap, so each row counts only as `weight` of an independent one.
 */
export function fitCalibration(predicted: Float64Array, labels: Uint8Array, weight: number): Calibration {
  let [intercept, slope] = [0, 1]
  const z = predicted.map((p) => logOdds(p))
  for (let step = 0; step < 25; step++) {
    const prior = priorRows / 4
    let [g0, g1] = [-prior * intercept, -prior * (slope - 1)]
    let [h00, h01, h11] = [prior, 0, prior]
    for (let i = 0; i < z.length; i++) {
      const p = 1 / (1 + Math.exp(-(intercept + slope * z[i]!)))
      const residual = weight * (labels[i]! - p)
      const curvature = weight * p * (1 - p)
      g0 += residual
      g1 += residual * z[i]!
      h00 += curvature
      h01 += curvature * z[i]!
      h11 += curvature * z[i]! * z[i]!
    }
    const determinant = h00 * h11 - h01 * h01
    const [d0, d1] = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant]
    intercept += d0
    slope += d1
    if (Math.abs(d0) + Math.abs(d1) < 1e-10) break
  }
  // A negative slope would turn the ranking round on the evidence of noise.
  return slope > 0 ? { intercept, slope } : uncalibrated
}

export function calibrate({ intercept, slope }: Calibration, predicted: Float64Array): Float64Array {
  return predicted.map((p) => 1 / (1 + Math.exp(-(intercept + slope * logOdds(p)))))
}

/** Certainty is not something a finite history gives: probabilities are kept off 0 and 1 by a ten-thousandth. */
function logOdds(p: number): number {
  const held = Math.min(Math.max(p, 1e-4), 1 - 1e-4)
  return Math.log(held / (1 - held))
}
