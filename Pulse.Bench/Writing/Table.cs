using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Pulse.Bench.Writing;

/// <summary>
/// One table as NAME.csv and NAME.json (an array of objects). Numbers stand as their shortest digits that read back as
/// the same number; what does not exist is an empty field and null.
/// </summary>
internal sealed class Table : IDisposable
{
    private static readonly SearchValues<char> _quoted = SearchValues.Create(",\"\r\n");

    private readonly JsonEncodedText[] _columns;
    private readonly StreamWriter _csv;
    private readonly FileStream _file;
    private readonly Utf8JsonWriter _json;
    private int _column;

    public Table(string folder, string name, params string[] columns)
    {
        _columns = Array.ConvertAll(columns, column => JsonEncodedText.Encode(column));
        _csv = new StreamWriter(Path.Combine(folder, name + ".csv"), false, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        _csv.WriteLine(string.Join(',', columns));
        _file = File.Create(Path.Combine(folder, name + ".json"), 1 << 16);
        _json = new Utf8JsonWriter(_file);
        _json.WriteStartArray();
    }

    public Table Add(string? value)
    {
        Begin();
        if (value is null)
        {
            _json.WriteNull(_columns[_column - 1]);
            return this;
        }
        _json.WriteString(_columns[_column - 1], value);
        _csv.Write(value.AsSpan().ContainsAny(_quoted) ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value);
        return this;
    }

    public Table Add(long value)
    {
        Begin();
        _json.WriteNumber(_columns[_column - 1], value);
        Span<char> digits = stackalloc char[20];
        value.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        _csv.Write(digits[..length]);
        return this;
    }

    public Table Add(bool value)
    {
        Begin();
        _json.WriteBoolean(_columns[_column - 1], value);
        _csv.Write(value ? "true" : "false");
        return this;
    }

    public Table Add(double? value)
    {
        Begin();
        if (value is not { } number || !double.IsFinite(number))
        {
            _json.WriteNull(_columns[_column - 1]);
            return this;
        }
        _json.WriteNumber(_columns[_column - 1], number);
        Span<char> digits = stackalloc char[32];
        number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        _csv.Write(digits[..length]);
        return this;
    }

    public void End()
    {
        if (_column != _columns.Length)
        {
            throw new InvalidOperationException($"A row of {_columns.Length} columns has {_column}.");
        }
        _json.WriteEndObject();
        _csv.Write('\n');
        _column = 0;
        if (_json.BytesPending > 1 << 16)
        {
            _json.Flush();
        }
    }

    public void Dispose()
    {
        _json.WriteEndArray();
        _json.Dispose();
        _file.Dispose();
        _csv.Dispose();
    }

    private void Begin()
    {
        if (_column++ == 0)
        {
            _json.WriteStartObject();
            return;
        }
        _csv.Write(',');
    }
}
