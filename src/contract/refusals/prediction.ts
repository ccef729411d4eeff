/** Refusals of predictions and of what is proposed from them; part of the catalogue in `errors.ts`. */
export const predictionErrors = {
  'proposal.pending': {
    status: 409,
    es: 'El plan ya tiene una propuesta pendiente: decida esa primero.',
    en: 'The plan already has a pending proposal: decide that one first.',
  },
  'proposal.decided': {
    status: 409,
    es: 'La propuesta ya fue decidida.',
    en: 'The proposal has already been decided.',
  },
  'proposal.stale': {
    status: 409,
    es: 'El plan cambió desde que se hizo la propuesta: rechácela y proponga de nuevo.',
    en: 'The plan has changed since the proposal was made: reject it and propose again.',
  },
  'reliability.noOptimum': {
    status: 409,
    es: 'Las fallas registradas no muestran un intervalo que convenga.',
    en: 'The recorded failures show no interval that pays.',
  },
  'prediction.trainingRunning': {
    status: 409,
    es: 'Ya hay un entrenamiento en curso.',
    en: 'A training is under way already.',
  },
  'prediction.notRunning': {
    status: 409,
    es: 'Ese entrenamiento ya terminó.',
    en: 'That training has ended already.',
  },
  'prediction.noModel': {
    status: 409,
    es: 'Todavía no hay un modelo con el que predecir; entrene uno primero.',
    en: 'There is no model to predict with yet; train one first.',
  },
  'prediction.orderOpen': {
    status: 409,
    es: 'Ya hay una orden predictiva abierta para eso: {number}.',
    en: 'There is an open predictive order for that already: {number}.',
  },
  'prediction.notSuggested': {
    status: 409,
    es: 'No hay ninguna sugerencia pendiente para eso.',
    en: 'No suggestion is waiting for that.',
  },
  'prediction.outcomeSettled': {
    status: 409,
    es: 'El resultado de esa alerta ya está anotado.',
    en: 'The outcome of that alert has been recorded already.',
  },
} as const
