# SPDX-License-Identifier: GPL-2.0-or-later
"""Taking in layers and tables as agencies have them: read, understand, judge, write.

    delimited, workbook, vector_source   what the file says      -> SourceTable of raw rows
    headers                              which column is which
    cells: numbers, dates, choices       what a cell means
    angles, positions, shapes            where it is             -> WGS 84, inside Indonesia
    village_codes, village_names,        which village is meant
    village_resolver
    row_reader                           one raw row             -> one row of the plan, or why not
    plan_writer                          all rows in one transaction
    import_source                        the door to all of it

What cannot be understood for certain is refused with its row, the reason and a correction; nothing
is guessed. Modules without `qgis` in their imports run and are tested in plain Python.
"""
