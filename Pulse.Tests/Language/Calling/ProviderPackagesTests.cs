using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Pulse.Tests.Language.Calling;

/// <summary>Only the worker can reach a model: the hosts that people talk to do not even have the packages.</summary>
[TestFixture]
public sealed class ProviderPackagesTests
{
    private static readonly string[] _packages = ["OpenAI", "Azure.Identity", "Azure.Core", "System.ClientModel", "Microsoft.Identity.Client"];

    [TestCase("Pulse.Core")]
    [TestCase("Pulse.Api")]
    [TestCase("Pulse.Web")]
    public void No_other_project_is_given_a_providers_package(string project) =>
        Assert.That(PackagesOf(project).Intersect(_packages), Is.Empty);

    [Test]
    public void The_worker_is() => Assert.That(PackagesOf("Pulse.Worker"), Is.SupersetOf(_packages));

    [TestCase("Pulse.Api")]
    [TestCase("Pulse.Web")]
    public void No_host_refers_to_the_worker(string project) =>
        Assert.That(File.ReadAllText(Path.Combine(Repository.Root, project, project + ".csproj")), Does.Not.Contain("Pulse.Worker"));

    [Test]
    public void No_host_speaks_to_a_model_itself()
    {
        var files = new[] { "Pulse.Api", "Pulse.Web" }.SelectMany(project =>
            Directory.GetFiles(Path.Combine(Repository.Root, project), "*.cs", SearchOption.AllDirectories));
        Assert.That(files.Where(file => File.ReadAllText(file).Contains("Microsoft.Extensions.AI", StringComparison.Ordinal)), Is.Empty);
    }

    private static IEnumerable<string> PackagesOf(string project)
    {
        var locked = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, project, "packages.lock.json")))!;
        return locked["dependencies"]!.AsObject().SelectMany(framework => framework.Value!.AsObject().Select(package => package.Key));
    }
}
