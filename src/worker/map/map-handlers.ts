import type { MapCommand, MapQueries } from '../../protocol/map-messages.ts';
import type { CommandHandlers, QueryHandlers } from '../session/handlers.ts';

export const mapCommands = {
  redrawMap: ({ map }) => map.redraw(),
} satisfies CommandHandlers<MapCommand>;

export const mapQueries = {
  map: {
    dependsOn: ['map', 'model'],
    priority: 1,
    answer: ({ map }, _, signal) => map.read(signal),
  },
  // After the map, whose read begins the drawing.
  mapProgress: {
    dependsOn: ['map', 'mapProgress'],
    priority: 2,
    answer: ({ map }) => map.progress(),
  },
  mapTint: {
    dependsOn: ['map', 'person', 'model'],
    priority: 2,
    answer: ({ map, scores }) => map.tint(scores()),
  },
} satisfies QueryHandlers<keyof MapQueries>;
