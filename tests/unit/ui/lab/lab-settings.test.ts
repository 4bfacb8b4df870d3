import { describe, expect, it } from 'vitest';
import { fullLab, isLabSettings, type LabSettings, quickLab } from '../../../../src/protocol/lab-settings.ts';
import {
  fieldsOf,
  isFaulty,
  labSettingsFrom,
  usesContent,
  withRecommender,
  withTermGroup,
} from '../../../../src/ui/lab/form-fields.ts';
import { labAsked, labQuery } from '../../../../src/ui/lab/url.ts';

const own: LabSettings = {
  recommenders: ['popularity', 'ials'],
  split: 'time',
  k: 25,
  seed: 42,
  newcomers: 60,
  contentGroups: ['genres', 'words'],
};

describe('the form', () => {
  it('gives back what it was filled with', () => {
    for (const settings of [own, quickLab, fullLab])
      expect(labSettingsFrom(fieldsOf(settings))).toEqual(settings);
  });

  it('keeps the order of the list, whatever is chosen last', () => {
    const fields = withRecommender(withRecommender(fieldsOf(own), 'bias', true), 'ials', false);
    expect(fields.recommenders).toEqual(['popularity', 'bias']);
  });

  it('switches groups of terms on and off, in their order, and needs one', () => {
    const fields = withTermGroup(fieldsOf(own), 'people', true);
    expect(fields.contentGroups).toEqual(['genres', 'people', 'words']);
    const none = (['genres', 'people', 'words'] as const).reduce(
      (left, group) => withTermGroup(left, group, false),
      fields,
    );
    expect([none.contentGroups, labSettingsFrom(none)]).toEqual([[], null]);
  });

  it('asks for groups of terms where a chosen recommender uses them', () => {
    expect(usesContent(fieldsOf(own))).toBe(false);
    expect(usesContent(withRecommender(fieldsOf(own), 'metadata', true))).toBe(true);
    expect(usesContent(withRecommender(fieldsOf(own), 'hybrid', true))).toBe(true);
  });

  it('gives nothing while a number in use is at fault or nothing is chosen', () => {
    const fields = fieldsOf(own);
    const typed = (change: Partial<typeof fields.numbers>) => ({
      ...fields,
      numbers: { ...fields.numbers, ...change },
    });
    for (const k of ['', ' ', '0', '101', '2.5', 'ten']) {
      expect(isFaulty(typed({ k }), 'k')).toBe(true);
      expect(labSettingsFrom(typed({ k }))).toBeNull();
    }
    expect(labSettingsFrom(typed({ newcomers: '5' }))).toBeNull();
    expect(labSettingsFrom({ ...typed({ newcomers: '5' }), curve: false })).toEqual({ ...own, newcomers: 0 });
    expect(labSettingsFrom({ ...fields, recommenders: [] })).toBeNull();
  });
});

describe('the address', () => {
  it('repeats a run, and leaves other parts of it alone', () => {
    const query = labQuery(own, 'data-1', new URLSearchParams('backend=cpu&k=3'));
    expect(query.get('backend')).toBe('cpu');
    expect(labAsked(new URLSearchParams(query.toString()))).toEqual({
      settings: own,
      datasetId: 'data-1',
      ignored: [],
    });
  });

  it('asks nothing where it says nothing of the Lab', () => {
    expect(labAsked(new URLSearchParams('backend=cpu'))).toBeNull();
  });

  it('says which parts it could not take; what is left out is as usual', () => {
    const asked = labAsked(
      new URLSearchParams('of=ease+magic&k=0&seed=1e3&split=perUser&newcomers=3&by=people+magic'),
    );
    expect(asked?.settings).toEqual(quickLab);
    expect(asked?.ignored).toEqual(['of=ease magic', 'k=0', 'seed=1e3', 'newcomers=3', 'by=people magic']);
    expect(labAsked(new URLSearchParams('by=words+genres'))?.settings.contentGroups).toEqual([
      'genres',
      'words',
    ]);
    expect(labAsked(new URLSearchParams('of=ials+ease'))?.settings.recommenders).toEqual(['ease', 'ials']);
  });
});

it.each([
  null,
  [],
  {},
  { ...own, recommenders: [] },
  { ...own, recommenders: ['magic'] },
  { ...own, recommenders: ['ease', 'ease'] },
  { ...own, split: 'none' },
  { ...own, k: '10' },
  { ...own, seed: -1 },
  { ...own, newcomers: 9 },
  { ...own, contentGroups: [] },
  { ...own, contentGroups: ['genres', 'genres'] },
  { ...own, contentGroups: ['magic'] },
])('%j cannot be run', (value) => {
  expect(isLabSettings(value)).toBe(false);
  expect(isLabSettings({ ...own, newcomers: 0 })).toBe(true);
});
