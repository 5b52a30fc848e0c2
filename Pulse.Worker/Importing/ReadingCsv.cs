using System.Text;

namespace Pulse.Worker.Importing;

/// <summary>
/// RFC 4180 with the line of every record: UTF-8 (or UTF-16 with its mark), CRLF, LF or CR, quoted cells with line
/// breaks. Blank lines are passed over. It stops at the first quoting fault, since nothing after it can be trusted.
/// </summary>
public static class ReadingCsv
{
    public static IEnumerable<CsvRecord> Records(string path, Problems problems)
    {
        using var text = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true), true, 1 << 16);
        foreach (var record in Records(text, Path.GetFileName(path), problems))
        {
            yield return record;
        }
    }

    public static IEnumerable<CsvRecord> Records(TextReader text, string file, Problems problems)
    {
        var letters = new Letters(text);
        while (true)
        {
            var record = Next(letters, file, problems, out var readable);
            if (!readable)
            {
                yield break;
            }

            if (record is not null)
            {
                yield return record;
            }
        }
    }

    // null for a blank line; readable is false at the end of the file and after a fault
    private static CsvRecord? Next(Letters letters, string file, Problems problems, out bool readable)
    {
        readable = false;
        var line = letters.Line;
        var cells = new List<string>();
        try
        {
            if (letters.Peek() < 0)
            {
                return null;
            }

            while (true)
            {
                var (cell, fault) = letters.Peek() == '"' ? Quoted(letters) : (Plain(letters, out var stray), stray);
                cells.Add(cell);
                if (fault is not null)
                {
                    problems.Add(new Problem(file, letters.Line, cells.Count, null, fault, Problem.Show(cell)));
                    return null;
                }

                if (letters.Peek() != ',')
                {
                    letters.EndLine();
                    readable = true;
                    return cells is [""] ? null : new CsvRecord(line, cells);
                }

                letters.Take();
            }
        }
        catch (DecoderFallbackException)
        {
            problems.Add(new Problem(
                file, line, 0, null, "UTF-8 text from this line on", "bytes of another encoding; save the file as UTF-8"));
            return null;
        }
    }

    private static string Plain(Letters letters, out string? fault)
    {
        var cell = new StringBuilder();
        fault = null;
        while (letters.Peek() is var next and not (-1 or ',' or '\r' or '\n'))
        {
            if (next == '"')
            {
                fault = "a cell that holds quotation marks to be quoted, with each mark doubled";
            }

            cell.Append(letters.Take());
        }

        return cell.ToString();
    }

    private static (string Cell, string? Fault) Quoted(Letters letters)
    {
        var cell = new StringBuilder();
        letters.Take();
        var begun = letters.Line;
        while (letters.Peek() >= 0)
        {
            var letter = letters.Take();
            if (letter != '"')
            {
                cell.Append(letter);
            }
            else if (letters.Peek() == '"')
            {
                cell.Append(letters.Take());
            }
            else
            {
                return (cell.ToString(), letters.Peek() is -1 or ',' or '\r' or '\n'
                    ? null
                    : "a comma or the end of the line after a closing quotation mark");
            }
        }

        return (cell.ToString(), $"a closing quotation mark for the cell that begins on line {begun}; the file may be cut off");
    }

    private sealed class Letters(TextReader text)
    {
        // TextReader.Peek may answer "nothing" between two buffers, so one letter is kept here
        private const int Unread = -2;
        private int _next = Unread;

        public int Line { get; private set; } = 1;

        public int Peek() => _next == Unread ? _next = text.Read() : _next;

        public char Take()
        {
            var letter = (char)Peek();
            _next = Unread;
            // CRLF is one line end: its LF counts
            if (letter == '\n' || (letter == '\r' && Peek() != '\n'))
            {
                Line++;
            }

            return letter;
        }

        public void EndLine()
        {
            if (Peek() == '\r')
            {
                Take();
            }

            if (Peek() == '\n')
            {
                Take();
            }
        }
    }
}
