import { defineCheck } from '../define-check.ts';
import { NUMBERS } from './_events.ts';

/** Code, unit, lowest and highest believable value. Wide on purpose: these are the limits of belief, not of health. */
const RANGES = [
  "('8480-6', 'mm[Hg]', 30, 300)", // systolic pressure
  "('8462-4', 'mm[Hg]', 10, 200)", // diastolic pressure
  "('4548-4', '%', 2, 25)", // HbA1c
  "('29463-7', 'kg', 0.2, 500)", // weight
  "('8302-2', 'cm', 20, 260)", // height
  "('39156-5', 'kg/m2', 5, 150)", // body mass index
  "('8867-4', '/min', 10, 350)", // heart rate
  "('8310-5', 'Cel', 20, 45)", // temperature
  "('2160-0', 'mg/dL', 0.05, 40)", // creatinine
  "('2093-3', 'mg/dL', 20, 1500)", // total cholesterol
].join(', ');

/** Numbers lie where a living person can have them. */
export const implausibleValues = defineCheck({
  id: 'implausible-values',
  title: 'Values no living person has',
  kind: 'plausibility',
  severity: 'warning',
  threshold: 0.01,
  threatens: ['blood-pressure-control', 'uncontrolled-blood-pressure'],
  sql: () => `SELECT count(*) FILTER (n.value NOT BETWEEN r.low AND r.high) AS violated, count(*) AS "of"
    FROM ${NUMBERS} n JOIN (VALUES ${RANGES}) r(code, unit, low, high)
      ON n.vocabulary = 'LOINC' AND n.code = r.code AND n.unit = r.unit`,
});
