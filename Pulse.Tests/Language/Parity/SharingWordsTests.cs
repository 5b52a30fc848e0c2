using NUnit.Framework;
using Pulse.Language.Parity;

namespace Pulse.Tests.Language.Parity;

[TestFixture]
public sealed class SharingWordsTests
{
    [TestCase("The roads are closed", "The roads are closed", 1)]
    [TestCase("Closed roads", "Open wells", 0)]
    [TestCase("Closed roads", "closed wells", 0.5)]
    [TestCase("the and of", "of the", 1)]
    [TestCase("הכבישים סגורים", "כבישים סגורים", 1)]
    public void Content_in_common_is_a_share_of_both(string one, string other, double share)
    {
        Assert.That(SharingWords.Share(one, other), Is.EqualTo(share).Within(1e-12));
        Assert.That(SharingWords.Share(other, one), Is.EqualTo(share).Within(1e-12));
    }
}
