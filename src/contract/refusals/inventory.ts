/** Refusals of stock, counts and purchases; part of the catalogue in `errors.ts`. */
export const inventoryErrors = {
  'stock.short': {
    status: 409,
    es: 'No alcanza: hay {onHand}.',
    en: 'There is not enough: {onHand} on hand.',
  },
  'stock.reserved': {
    status: 409,
    es: 'Hay {onHand}, pero {reserved} están reservados para otras órdenes.',
    en: 'There are {onHand} on hand, but {reserved} are reserved for other orders.',
  },
  'stock.returnExceedsIssue': {
    status: 409,
    es: 'Solo se pueden devolver {issued}: es lo entregado a la orden.',
    en: 'Only {issued} can be returned: that is what the order was issued.',
  },
  'stock.nothingToAdjust': {
    status: 409,
    es: 'Lo contado es lo que ya figura; no hay nada que ajustar.',
    en: 'What was counted is what is on record; there is nothing to adjust.',
  },
  'stockCount.ended': {
    status: 409,
    es: 'El conteo está {status} y ya no se modifica.',
    en: 'The count is {status} and can no longer be changed.',
  },
  'stockCount.nothingCounted': {
    status: 409,
    es: 'Todavía no se ha contado nada.',
    en: 'Nothing has been counted yet.',
  },
  'purchase.notNow': {
    status: 409,
    es: 'La compra está {status}: eso no se puede hacer ahora.',
    en: 'The purchase is {status}: that cannot be done now.',
  },
  'purchase.overReceipt': {
    status: 422,
    es: 'Llegó más de lo pedido; revise las cantidades.',
    en: 'More arrived than was ordered; check the quantities.',
  },
} as const
