// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { Choice } from '../../../../src/ui/kit/choice.tsx';
import { NumberField } from '../../../../src/ui/kit/number-field.tsx';
import { unmountAfterEach } from '../../../fixtures/dom.ts';

unmountAfterEach();

const describedBy = (element: HTMLElement) =>
  (element.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent);

function renderField(props: Partial<Parameters<typeof NumberField>[0]> = {}) {
  const onChange = vi.fn();
  render(
    <NumberField
      label="Hidden traits"
      term="rank k"
      help="From 1 to 64."
      fault={null}
      value="10"
      min={1}
      max={64}
      step={1}
      onChange={onChange}
      {...props}
    />,
  );
  const field = screen.getByRole<HTMLInputElement>('spinbutton', { name: 'Hidden traits (rank k)' });
  return { field, onChange };
}

it('a number field has its name, bounds and help', () => {
  const { field } = renderField();
  expect([field.value, field.min, field.max, field.step, field.inputMode]).toEqual([
    '10',
    '1',
    '64',
    '1',
    'numeric',
  ]);
  expect(field.getAttribute('aria-invalid')).toBe('false');
  expect(describedBy(field)).toEqual(['From 1 to 64.', '']);
});

it('a number field gives what is typed, sound or not', () => {
  const { field, onChange } = renderField();
  fireEvent.change(field, { target: { value: '' } });
  fireEvent.change(field, { target: { value: '900' } });
  expect(onChange.mock.calls).toEqual([[''], ['900']]);
});

it('a number field with a fault says what is wrong', () => {
  const { field } = renderField({ value: '900', fault: 'Must be a number from 1 to 64.' });
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(describedBy(field)).toEqual(['From 1 to 64.', 'Must be a number from 1 to 64.']);
});

it('a number field with decimals asks phones for a keyboard with a decimal point', () => {
  const { field } = renderField({ value: '0.02', step: 'any' });
  expect([field.step, field.inputMode]).toEqual(['any', 'decimal']);
});

it('a choice by itself is a box to tick', () => {
  const onChange = vi.fn();
  render(
    <Choice label="Noise" term="heteroscedastic" help="Trusts some more." checked onChange={onChange} />,
  );
  const box = screen.getByRole<HTMLInputElement>('checkbox', {
    name: 'Noise (heteroscedastic) Trusts some more.',
  });
  expect(box.checked).toBe(true);
  fireEvent.click(screen.getByText('Trusts some more.'));
  expect(onChange.mock.calls).toEqual([[false]]);
});

it('of the choices of a group only one is made', () => {
  const onChange = vi.fn();
  render(
    <>
      <Choice group="method" label="ALS" help="Fast." checked onChange={() => {}} />
      <Choice group="method" label="SVD" help="Slow." checked={false} onChange={onChange} />
    </>,
  );
  const radios = screen.getAllByRole<HTMLInputElement>('radio');
  expect(radios.map(({ name, checked }) => [name, checked])).toEqual([
    ['method', true],
    ['method', false],
  ]);
  fireEvent.click(radios[1]);
  expect(onChange.mock.calls).toEqual([[true]]);
  expect(document.querySelector('.form__term')).toBeNull();
});
