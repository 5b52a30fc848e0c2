using System.Text.Json;
using NUnit.Framework;

namespace Pulse.Tests.Hosts;

[TestFixture]
public sealed class OpenApiTests
{
    private static readonly JsonSerializerOptions _indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Test]
    public async Task The_committed_document_is_what_the_host_serves()
    {
        await using var host = await ParticipantsHost.Start();
        var told = (await host.Phone().Get("/openapi/v1.json")).Was(200);
        Repository.Golden("docs/openapi.json", JsonSerializer.Serialize(told.Json, _indented) + "\n");
    }

    [Test]
    public async Task It_is_3_1_and_every_operation_is_named_and_explained()
    {
        await using var host = await ParticipantsHost.Start();
        var document = (await host.Phone().Get("/openapi/v1.json")).Was(200).Json;
        Assert.That(document.GetProperty("openapi").GetString(), Does.StartWith("3.1"));
        var names = new List<string>();
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                names.Add(operation.Value.GetProperty("operationId").GetString()!);
                Assert.That(operation.Value.GetProperty("description").GetString(), Has.Length.GreaterThan(20), path.Name);
                Assert.That(operation.Value.GetProperty("responses").EnumerateObject().Any(
                    response => response.Name.StartsWith('2') && response.Value.TryGetProperty("content", out _)), path.Name);
                Assert.That(operation.Name == "get" || operation.Value.GetRawText().Contains("Idempotency-Key", StringComparison.Ordinal), path.Name);
            }
        }

        Assert.That(names, Is.Unique.And.Count.EqualTo(22));
    }
}
