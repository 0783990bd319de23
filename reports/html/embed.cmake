# Compiles the style sheet and the script of the HTML report into the program.
set(XMPPCONF_HTML_FOLDER ${CMAKE_CURRENT_LIST_DIR})

function(xmppconf_embed_html target)
  foreach(asset css js)
    set(file ${XMPPCONF_HTML_FOLDER}/report.${asset})
    file(READ ${file} html_${asset})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  endforeach()
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/generated/HtmlAssets.cpp)
  configure_file(${XMPPCONF_HTML_FOLDER}/HtmlAssets.cpp.in ${generated} @ONLY)
  target_sources(${target} PRIVATE ${generated})
endfunction()
