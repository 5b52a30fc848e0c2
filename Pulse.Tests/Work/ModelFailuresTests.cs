using NUnit.Framework;
using Pulse.Language.Calling;
using Pulse.Work;

namespace Pulse.Tests.Work;

[TestFixture]
public sealed class ModelFailuresTests
{
    [Test]
    public void A_job_waits_for_a_model_that_is_unavailable_and_says_why()
    {
        var error = new ModelUnavailableException("The model's server is overloaded.", TimeSpan.FromMinutes(2), null);
        Assert.That((JudgingFailures.IsTransient(error), JudgingFailures.Describe(error)), Is.EqualTo((true, "The model's server is overloaded.")));
    }

    [Test]
    public void What_a_person_must_change_is_not_tried_again()
    {
        Exception[] errors = [new ModelRejectedException("one"), new BudgetSpentException("two"), new OutsideModelsForbiddenException("three")];
        Assert.That(errors.Select(JudgingFailures.IsTransient), Has.All.False);
        Assert.That(errors.Select(JudgingFailures.Describe), Is.EqualTo(new[] { "one", "two", "three" }));
    }
}
