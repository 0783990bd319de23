#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "harness/dialogue/Account.h"
#include "harness/vector/Corpus.h"

namespace xmppconf::suite::test {

/// A corpus made by hand, without actions.
class SmallCorpus {
  public:
    SmallCorpus();

    SmallCorpus& requirement(const std::string& id, vector::Level level);
    /// The step is the id's beginning. Requirements that are not there yet are MUST.
    vector::Vector& vector(const std::string& id, std::initializer_list<std::string> requirements,
                           std::vector<std::string> roles = {});

    vector::Corpus corpus;
};

/// user1@localhost, user2@localhost, …; the first `certificates` of them have one.
std::vector<dialogue::Account> accounts(int count, int certificates = 0);

}  // namespace xmppconf::suite::test
