namespace Pulse.Bench.Reading;

/// <summary>
/// The rows of a CSV file (RFC 4180; a BOM, CRLF and a missing last line end are fine, empty lines are none), one
/// block of bytes at a time: neither the file nor any row is kept. Well-kept libraries make a string or an object of
/// every field, which for ten million votes costs more than analysing them; that is why this one is written by hand.
/// </summary>
internal sealed class CsvRows : IDisposable
{
    /// <summary>Bytes after the end that are zero, so that eight of them may be read at once anywhere.</summary>
    private const int Padding = 16;

    private const int LargestRow = 1 << 26;

    private readonly Stream _stream;
    private readonly List<(int Start, int Length)> _fields = [];
    private byte[] _scratch = new byte[64];
    private int _scratched;
    private bool _whole;
    private long _left;

    /// <param name="file">The file's path.</param>
    /// <param name="from">Where to begin, in bytes: where a row does.</param>
    /// <param name="to">Where to stop, in bytes; or wherever the file ends.</param>
    /// <param name="block">Bytes read at a time.</param>
    public CsvRows(string file, long from = 0, long to = long.MaxValue, int block = 1 << 18)
    {
        File = file;
        _left = to - from;
        try
        {
            _stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);
            if (from > 0)
            {
                _stream.Position = from;
            }
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{file}: cannot be read: {missing.Message}");
        }
        Buffer = new byte[block + Padding];
        // A pipe may give its first bytes one by one
        while (End < 3 && !_whole)
        {
            Refill();
        }
        if (from == 0 && Buffer.AsSpan(0, End).StartsWith("\uFEFF"u8))
        {
            At = 3;
        }
    }

    public string File { get; }

    /// <summary>The line on which the next row starts; after <see cref="Next"/>, see <see cref="RowLine"/>.</summary>
    public long Line { get; set; } = 1;

    /// <summary>The line on which the row found last starts.</summary>
    public long RowLine { get; private set; }

    /// <summary>The block; what is not yet read stands between <see cref="At"/> and <see cref="End"/>.</summary>
    public byte[] Buffer { get; private set; }

    public int At { get; set; }

    public int End { get; private set; }

    public long BytesRead { get; private set; }

    public int Fields => _fields.Count;

    /// <summary>One field of the row found last, without its quotation marks; valid until the next row.</summary>
    public ReadOnlySpan<byte> Field(int i)
    {
        var (start, length) = _fields[i];
        return start >= 0 ? Buffer.AsSpan(start, length) : _scratch.AsSpan(~start, length);
    }

    /// <summary>Finds the next row; false at the end of the file.</summary>
    public bool Next()
    {
        while (true)
        {
            if (At >= End && !Refill())
            {
                return false;
            }
            if (!Slice(out var after, out var lines))
            {
                Refill();
                continue;
            }
            RowLine = Line;
            Line += lines;
            At = after;
            if (_fields.Count > 1 || _fields[0].Length > 0 || _fields[0].Start < 0)
            {
                return true;
            }
        }
    }

    public void Dispose() => _stream.Dispose();

    public BadInputException Bad(string what) => new($"{File}:{RowLine}: {what}");

    /// <summary>Finds the fields of the row at <see cref="At"/>; false if the block ends before the row does.</summary>
    private bool Slice(out int after, out int lines)
    {
        (after, lines, _scratched) = (At, 0, 0);
        _fields.Clear();
        while (true)
        {
            var start = after;
            if (start < End && Buffer[start] == '"')
            {
                if (!Quoted(ref after, ref lines))
                {
                    return false;
                }
            }
            else
            {
                var length = Buffer.AsSpan(start, End - start).IndexOfAny((byte)',', (byte)'\n');
                if (length < 0 && !_whole)
                {
                    return false;
                }
                after = length < 0 ? End : start + length;
                var last = after > start && (after == End || Buffer[after] == '\n') && Buffer[after - 1] == '\r' ? 1 : 0;
                _fields.Add((start, after - start - last));
            }
            if (after == End || Buffer[after++] == '\n')
            {
                lines++;
                return true;
            }
        }
    }

    /// <summary>A field in quotation marks goes to the scratch buffer, since a doubled mark stands for one.</summary>
    private bool Quoted(ref int at, ref int lines)
    {
        var begin = _scratched;
        for (at++; ; at++)
        {
            var length = Buffer.AsSpan(at, End - at).IndexOf((byte)'"');
            if (length < 0 || at + length + 1 >= End)
            {
                if (!_whole)
                {
                    return false;
                }
                if (length < 0)
                {
                    throw new BadInputException($"{File}:{Line}: a quotation mark opens a field and none closes it.");
                }
            }
            var part = Buffer.AsSpan(at, length);
            lines += part.Count((byte)'\n');
            Keep(part);
            at += length + 1;
            if (at < End && Buffer[at] == '"')
            {
                Keep("\""u8);
                continue;
            }
            _fields.Add((~begin, _scratched - begin));
            if (at + 1 >= End && !_whole)
            {
                return false;
            }
            if (at < End && Buffer[at] == '\r' && (at + 1 == End || Buffer[at + 1] == '\n'))
            {
                at++;
            }
            return at == End || Buffer[at] is (byte)',' or (byte)'\n' ? true : throw new BadInputException(
                $"{File}:{Line}: after the closing quotation mark of field {_fields.Count} a comma or the end of the line is "
                + "expected; inside a field in quotation marks, write two for one.");
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        while (_scratched + bytes.Length > _scratch.Length)
        {
            Array.Resize(ref _scratch, _scratch.Length * 2);
        }
        bytes.CopyTo(_scratch.AsSpan(_scratched));
        _scratched += bytes.Length;
    }

    /// <summary>Moves what is unread to the front and reads on; false where nothing is left.</summary>
    private bool Refill()
    {
        var rest = End - At;
        if (_whole)
        {
            return rest > 0;
        }
        if (At == 0 && rest + Padding >= Buffer.Length)
        {
            if (Buffer.Length > LargestRow)
            {
                throw new BadInputException($"{File}:{Line}: this row is longer than {LargestRow >> 20} MB; is a quotation mark missing?");
            }
            var larger = new byte[Buffer.Length * 2];
            Buffer.AsSpan(0, rest).CopyTo(larger);
            Buffer = larger;
        }
        else
        {
            Buffer.AsSpan(At, rest).CopyTo(Buffer);
        }
        (At, End) = (0, rest);
        var read = _stream.Read(Buffer, End, (int)Math.Min(_left, Buffer.Length - Padding - End));
        _left -= read;
        _whole = read == 0;
        End += read;
        BytesRead += read;
        Buffer.AsSpan(End, Padding).Clear();
        return End > 0;
    }
}
