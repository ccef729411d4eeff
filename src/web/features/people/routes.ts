import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

const parent = { getParentRoute: () => shellRoute }

export const peopleRoutes = [
  createRoute({
    ...parent,
    path: '/admin/people',
    ...page(() => import('./people-page.tsx'), 'PeoplePage', ['people'], 'person.read'),
  }),
  createRoute({
    ...parent,
    path: '/admin/people/new',
    ...page(() => import('./new-person-page.tsx'), 'NewPersonPage', ['people'], 'person.manageOperators'),
  }),
  createRoute({
    ...parent,
    path: '/admin/people/$id',
    ...page(() => import('./person-page.tsx'), 'PersonPage', ['people', 'documents'], 'person.read'),
  }),
] as const
