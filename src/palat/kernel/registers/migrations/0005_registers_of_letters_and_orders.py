"""The other registers that the Office begins with. Prefixes and separate running numbers are provisional."""

from django.db import migrations

FORWARD = """
INSERT INTO registers_register (code, office, name_th, name_en, template, secret, mark) VALUES
  ('letter_in', 'psc', 'ทะเบียนหนังสือรับ', 'Incoming letters', '{running}', false, 'provisional'),
  ('circular_out', 'psc', 'ทะเบียนหนังสือเวียน', 'Outgoing circulars', 'นร 0105.04/ว {running}', false, 'provisional'),
  ('secret_out', 'psc', 'ทะเบียนหนังสือส่ง (ลับ)', 'Outgoing classified letters', 'นร 0105.04/{running}', true, 'provisional'),
  ('secret_in', 'psc', 'ทะเบียนหนังสือรับ (ลับ)', 'Incoming classified letters', '{running}', true, 'provisional'),
  ('order', 'psc', 'ทะเบียนคำสั่ง', 'Orders', '{running}/{year}', false, 'provisional');
"""
BACKWARD = """
DELETE FROM registers_register WHERE code IN ('letter_in', 'circular_out', 'secret_out', 'secret_in', 'order');
"""


class Migration(migrations.Migration):
    dependencies = [("registers", "0004_refuse_gaps")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
