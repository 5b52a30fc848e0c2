using System.Text;
using System.Text.Json;

namespace Pulse.Bench.Measurements;

/// <summary>Finds the measurements, and runs one: its result goes to standard output as one line of JSON.</summary>
internal static class Measuring
{
    /// <summary>Every class of this folder that is a measurement, by name.</summary>
    public static IReadOnlyList<IMeasurement> All { get; } =
    [
        .. typeof(IMeasurement).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IMeasurement)))
            .Select(type => (IMeasurement)Activator.CreateInstance(type)!)
            .OrderBy(one => one.Name, StringComparer.Ordinal),
    ];

    /// <exception cref="BadInputException">There is no such measurement.</exception>
    public static int Run(ReadOnlySpan<string> words)
    {
        var name = words.Length == 1 ? words[0] : "";
        var measurement = All.FirstOrDefault(one => one.Name == name)
            ?? throw new BadInputException($"measure takes one of: {string.Join(' ', All.Select(one => one.Name))}.");
        if (measurement.Obstacle is { } obstacle)
        {
            throw new BadInputException(obstacle);
        }
        var measured = measurement.Run();
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory))
        {
            json.WriteStartObject();
            json.WriteString("measurement", measurement.Name);
            json.WriteNumber("seconds", measured.Seconds);
            json.WriteNumber("items", measured.Items);
            json.WriteString("unit", measured.Unit);
            json.WriteString("note", measured.Note);
            json.WriteNumber("peak_bytes", Usage.PeakBytes());
            json.WriteEndObject();
        }
        Console.WriteLine(Encoding.UTF8.GetString(memory.ToArray()));
        return 0;
    }
}
